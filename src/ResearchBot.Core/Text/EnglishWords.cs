namespace ResearchBot.Core.Text;

/// <summary>English words from <c>english-words.txt</c>: one that the documents lack is still no misspelling. Read when a question first has a word that the
/// documents lack; takes some 2 MB.</summary>
internal static class EnglishWords
{
    private static readonly string[] Endings =
        ["s", "es", "d", "ed", "ing", "ings", "r", "er", "rs", "ers", "st", "est", "ly", "ness", "able", "ment", "ments", "ive", "ion", "ions", "ation", "ations", "y", "th"];

    private static readonly Lazy<HashSet<ulong>> Words = new(Read);

    /// <summary>Whether a word is English, or a form of an English word: with an ending, before which an e may be missing, a letter doubled, or a y an i.</summary>
    public static bool Contain(string word)
    {
        var lower = word.ToLowerInvariant();
        return IsListed(lower) || Endings.Any(ending => lower.EndsWith(ending, StringComparison.Ordinal) && IsBase(lower[..^ending.Length]));
    }

    private static bool IsBase(string start) =>
        start.Length >= 3 && (IsListed(start) || IsListed(start + "e") || (start[^1] == 'i' && IsListed(start[..^1] + "y")) || (start[^1] == start[^2] && IsListed(start.AsSpan(0, start.Length - 1))));

    private static bool IsListed(ReadOnlySpan<char> word) => Words.Value.Contains(TermHash.Of(word));

    private static HashSet<ulong> Read()
    {
        using var stream = typeof(EnglishWords).Assembly.GetManifestResourceStream("ResearchBot.Core.Text.english-words.txt")!;
        using var reader = new StreamReader(stream);
        var words = new HashSet<ulong>();
        while (reader.ReadLine() is { } line)
        {
            foreach (var word in line.StartsWith('#') ? [] : line.Split(' '))
            {
                words.Add(TermHash.Of(word));
            }
        }

        return words;
    }
}
