using ResearchBot.Core.Search.Text.Languages;

namespace ResearchBot.Core.Search.Text;

/// <summary>The folded, stemmed form of a single word, readable.</summary>
internal static class WordForm
{
    private const int Shortest = 4;
    private const int LongestEnding = 6;

    /// <summary>The stem of a word as search compares it.</summary>
    public static string StemOf(ReadOnlySpan<char> surface, Language language)
    {
        Span<char> word = stackalloc char[(Math.Min(surface.Length, 64) * CharacterFold.Longest) + 1];
        var length = 0;
        foreach (var c in surface[..Math.Min(surface.Length, 64)])
        {
            length = CharacterClass.Of(c) == CharacterClass.Letter ? CharacterFold.Append(c, word, length) : length;
        }

        return word[..Stemmers.Stem(word[..length], language)].ToString();
    }

    /// <summary>Whether one stem is the other with an ending ("iran", "iranian").</summary>
    public static bool AreAkin(string left, string right)
    {
        var (shorter, longer) = left.Length <= right.Length ? (left, right) : (right, left);
        return shorter.Length >= Shortest && longer.Length - shorter.Length <= LongestEnding && longer.StartsWith(shorter, StringComparison.Ordinal);
    }
}
