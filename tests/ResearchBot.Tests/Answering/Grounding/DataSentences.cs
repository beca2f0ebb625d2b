using System.Text.Json;
using System.Text.RegularExpressions;

namespace ResearchBot.Tests.Answering.Grounding;

/// <summary>The sentences of the open sets beside this checkout, cut with an expression of the tests' own.</summary>
internal static partial class DataSentences
{
    private const int Shortest = 30;
    private const int Longest = 320;

    /// <summary>All sentences of a set, in order; skips the test where the set is not there.</summary>
    public static List<DataSentence> Of(string set)
    {
        var sentences = new List<DataSentence>();
        foreach (var line in Lines(set, "corpus.jsonl"))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var title = root.GetProperty("title").GetString()!;
            var before = "";
            foreach (var text in End().Split(root.GetProperty("text").GetString()!).Select(part => part.Trim().Trim('\uFEFF')))
            {
                if (text.Length is >= Shortest and <= Longest && text[^1] is '.' or '。' && (char.IsUpper(text[0]) || text[0] > '\u3000'))
                {
                    sentences.Add(new DataSentence(set, root.GetProperty("id").GetString()!, title, before, text));
                }

                before = text;
            }
        }

        return sentences;
    }

    /// <summary>The lines of a set's file; skips the test where the set is not there.</summary>
    public static string[] Lines(string set, string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", set, file);
            if (File.Exists(path))
            {
                return File.ReadAllLines(path);
            }
        }

        Assert.Skip($"The folder shared/data/{set} is not beside this checkout.");
        return [];
    }

    [GeneratedRegex(@"(?<=[^A-Z. ][.!?] ?)\s+(?=[A-ZÄÖÜА-Я""„])|(?<=[。！？])|\n+")]
    private static partial Regex End();
}

/// <summary>A sentence of an open set.</summary>
/// <param name="Set">The set.</param>
/// <param name="Document">Its document's id.</param>
/// <param name="Title">Its document's title.</param>
/// <param name="Before">The sentence before it, or nothing.</param>
/// <param name="Text">Itself.</param>
internal sealed record DataSentence(string Set, string Document, string Title, string Before, string Text);
