using System.Text.RegularExpressions;

namespace ResearchBot.Readers.Exports;

/// <summary>The export of a Notion workspace: Markdown or HTML and CSV files, whose names end with ids.</summary>
internal static partial class NotionExport
{
    /// <summary>Whether a zip file inside the export is only a part of it.</summary>
    public static bool IsPart(string name) => Part().IsMatch(Path.GetFileName(name));

    /// <returns>The files without the ids in their names, where these stay different; null if it is no such export.</returns>
    public static IEnumerable<ArchiveItem>? Of(IReadOnlyList<ArchiveItem> parts)
    {
        var pages = parts.Where(part => Path.GetExtension(part.Path) is ".md" or ".html" or ".csv").ToArray();
        if (pages.Length == 0 || pages.Count(page => Id().IsMatch(Path.GetFileName(page.Path))) * 2 < pages.Length)
        {
            return null;
        }

        // A database is exported twice: as it is shown, and "_all" with the rows that a filter hides.
        var all = parts.Select(part => part.Path).ToHashSet();
        var kept = parts.Where(part =>
            !part.Path.EndsWith(".csv", StringComparison.Ordinal) || !all.Contains(part.Path.Replace(".csv", "_all.csv", StringComparison.Ordinal)));
        return kept.GroupBy(part => Shown(part.Path)).SelectMany(same => same.Count() == 1 ? same.Select(one => one with { Path = same.Key }) : same);
    }

    private static string Shown(string path) => Id().Replace(path, "${end}").Replace("_all.csv", ".csv", StringComparison.Ordinal);

    [GeneratedRegex(@" [0-9a-f]{32}(?<end>_all\.csv|[./]|$)", RegexOptions.NonBacktracking)]
    private static partial Regex Id();

    [GeneratedRegex(@"(?:^ExportBlock-|-Part-\d+\.zip$)", RegexOptions.NonBacktracking)]
    private static partial Regex Part();
}
