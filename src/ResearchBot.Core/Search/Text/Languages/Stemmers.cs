namespace ResearchBot.Core.Search.Text.Languages;

/// <summary>
/// Chooses the stemmer: German in German texts, else by the word's script. Words of other scripts stay as they are;
/// four-character runs serve them.
/// </summary>
internal static class Stemmers
{
    /// <summary>
    /// Parts German stems from all others: "number" in a German text and "numb" in an English one have the same letters
    /// left, and are not the same word.
    /// </summary>
    private const ulong German = 0x5851F42D4C957F2D;

    /// <summary>Stems a folded word in place and returns the stem's length.</summary>
    public static int Stem(Span<char> word, Language language) =>
        word.Length > 0 && word[0] is >= 'а' and <= 'я' ? RussianStemmer.Stem(word)
        : language == Language.German ? GermanStemmer.Stem(word)
        : EnglishStemmer.Stem(word);

    /// <summary>The term of a folded word, which becomes its stem.</summary>
    public static ulong TermOf(Span<char> word, Language language)
    {
        var term = TermHash.Of(word[..Stem(word, language)]);
        return language == Language.German ? term ^ German : term;
    }

    /// <summary>Whether a stemmer is made for texts in the language; of unknown ones, most are English.</summary>
    public static bool Serve(Language language) => language is Language.Unknown or Language.English or Language.German or Language.Russian;

    /// <summary>The language under whose stemmer a word of the other kind of texts stands: German ones or all others.</summary>
    public static Language OtherThan(Language language) => language == Language.German ? Language.Unknown : Language.German;
}
