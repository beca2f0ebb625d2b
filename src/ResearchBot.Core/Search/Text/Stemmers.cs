namespace ResearchBot.Core.Search.Text;

/// <summary>Chooses the stemmer by the word's script. Words of other scripts stay as they are; four-character runs serve them.</summary>
internal static class Stemmers
{
    /// <summary>Stems a folded word in place and returns the stem's length.</summary>
    public static int Stem(Span<char> word) =>
        word.Length > 0 && word[0] is >= 'а' and <= 'я' ? RussianStemmer.Stem(word) : EnglishStemmer.Stem(word);
}
