using System.Text.RegularExpressions;
using ResearchBot.Readers;

namespace ResearchBot.Tests.Readers;

/// <summary>The Markdown of real teams shows no markup. Skipped where the files are not there.</summary>
public sealed partial class TeamMarkdownTests
{
    [Fact]
    public void Two_hundred_files_of_teams_show_no_markup()
    {
        var files = SourceFolder() is { } folder
            ? Directory.EnumerateFiles(folder, "*.md*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is ".md" or ".mdx").Order(StringComparer.Ordinal).ToList()
            : [];
        Assert.SkipWhen(files.Count < 200, "The teams' documents are not there.");

        var shown = new List<string>();
        foreach (var path in files.Where((_, index) => index % (files.Count / 200) == 0).Take(200))
        {
            var source = File.ReadAllText(path);
            var document = TryRead(path);
            foreach (var block in document?.Blocks.Where(block => block.Kind != BlockKind.Code) ?? [])
            {
                var text = document!.Text.Substring(block.Start, block.Length);
                shown.AddRange(Markup().Matches(text).Where(match => !IsMeant(match.Value, source)).Select(match => $"{Path.GetFileName(path)}: {match.Value} in {text}"));
            }
        }

        shown.ShouldBeEmpty();
    }

    /// <summary>Code within a line and what is escaped are shown as they stand.</summary>
    private static bool IsMeant(string mark, string source) => Regex.IsMatch(source, $@"`[^`\n]*{Regex.Escape(mark)}[^`\n]*`|\\{Regex.Escape(mark[..1])}");

    private static ReadDocument? TryRead(string path)
    {
        try
        {
            return Files.Read(Path.GetFileName(path), File.ReadAllBytes(path));
        }
        catch (RefusalException)
        {
            return null; // front matter alone
        }
    }

    private static string? SourceFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var team = Path.Combine(folder.FullName, "shared", "data", "team");
            if (Directory.Exists(team))
            {
                return team;
            }
        }

        return null;
    }

    [GeneratedRegex(@"\*\*|\]\([^()\n]*\)|!\[|\[\[|\{#|\{\{|\{%|~~|```|^#{1,6} |^:::|&(?:amp|lt|gt|nbsp);|</?(?:div|p|br|a|table|td|img|details|b|i|code)\b[^<>]*>|\[\^", RegexOptions.Multiline)]
    private static partial Regex Markup();
}
