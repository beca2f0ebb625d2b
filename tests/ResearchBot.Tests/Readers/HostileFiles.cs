using System.Text;

namespace ResearchBot.Tests.Readers;

/// <summary>Files that are made to harm their reader, each with the status that it has to get.</summary>
internal static class HostileFiles
{
    public const string Good = "good";

    /// <summary>Name, content and status, in the order of a load, with a good file before and after each.</summary>
    public static IEnumerable<(string Name, byte[] Bytes, string Status)> All()
    {
        var number = 0;
        foreach (var (name, text, status) in Texts())
        {
            yield return ($"{number++:00}-{Good}.md", Encoding.UTF8.GetBytes($"# Good {number}\n\nThis one is harmless.\n"), "loaded");
            yield return ($"{number++:00}-{name}", Encoding.Latin1.GetBytes(text), status);
        }

        yield return ($"{number:00}-{Good}.md", "# Last\n\nThis one is harmless too.\n"u8.ToArray(), "loaded");
    }

    /// <summary>More headings than the reading process may hold in memory.</summary>
    public static string Deadly { get; } = Repeat("# a\n", 1_200_000);

    /// <summary>Links that are never closed, over which the Markdown parser works for minutes.</summary>
    public static string Hanging { get; } = Repeat("[a](", 250_000);

    private static IEnumerable<(string Name, string Text, string Status)> Texts() =>
    [
        ("empty.txt", "", "refused"),
        ("blank.md", " \n\t\n ", "refused"),
        ("binary.txt", "\u007fELF\u0002\u0001\u0001\0\0\0\0\0\u0001\0\u0003\0", "refused"),
        ("binary.html", "<p>\0\0\0\u0001\u0002\u0003\0\0</p>\0\0", "refused"),
        ("other.xyz", "text", "loaded"),
        ("quotes.md", Repeat(">", 200_000), "refused"),
        ("brackets.md", Repeat("[", 200_000), "loaded"),
        ("stars.md", "# " + Repeat("*a ", 200_000), "loaded"),
        ("yaml-list.md", $"---\nx: {Repeat("[", 20_000)}\n---\ntext", "refused"),
        ("yaml-keys.md", $"---\n{Repeat("? ", 20_000)}\n---\ntext", "refused"),
        ("yaml-bomb.md", "---\na: &a [x,x]\n" + string.Concat(Enumerable.Range(0, 60).Select(level => $"b{level}: &b{level} [*{(level == 0 ? "a" : $"b{level - 1}")},*a]\n")) + "---\ntext", "loaded"),
        ("nested.html", Repeat("<div>", 100_000) + "text", "refused"),
        ("formats.html", Repeat("<b><i><a href=x>", 50_000) + "text" + Repeat("<p>", 20_000), "refused"),
        ("line.txt", Repeat("word ", 3 * 1024 * 1024), "refused"),
        ("long-word.txt", Repeat("a", 4_900_000), "loaded"),
        ("large.txt", Repeat("word\n", 5 * 1024 * 1024), "refused"),
    ];

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
