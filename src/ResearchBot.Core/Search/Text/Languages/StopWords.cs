using System.Buffers;
using System.Collections.Frozen;

namespace ResearchBot.Core.Search.Text.Languages;

/// <summary>
/// Words that say nothing about what a question or a text is about, in folded form: each language's own. Where no language
/// is known, and where its script cannot clash with theirs, the English ones.
/// </summary>
internal static class StopWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>>[] Lookups =
        [.. Enum.GetValues<Language>().Select(language => WordsOf(language).GetAlternateLookup<ReadOnlySpan<char>>())];

    private static readonly SearchValues<char> ChineseParticles = SearchValues.Create(string.Concat(FunctionWords.Of(Language.Chinese)));

    /// <summary>Whether a folded word is one of the language's.</summary>
    public static bool Contains(ReadOnlySpan<char> word, Language language) => Lookups[(int)language].Contains(word);

    /// <summary>Whether one of a pair of ideographs is a particle or asks.</summary>
    public static bool IsIn(ReadOnlySpan<char> pair, Language language) => language == Language.Chinese && pair.ContainsAny(ChineseParticles);

    private static FrozenSet<string> WordsOf(Language language)
    {
        var own = FunctionWords.Of(language).Select(Fold);
        var english = language is > Language.English and <= Language.Turkish ? [] : FunctionWords.Of(Language.English);
        return own.Concat(english).ToFrozenSet(StringComparer.Ordinal);
    }

    private static string Fold(string word)
    {
        Span<char> folded = stackalloc char[word.Length * CharacterFold.Longest];
        var length = 0;
        foreach (var c in word)
        {
            length = CharacterFold.Append(c, folded, length);
        }

        return folded[..length].ToString();
    }
}
