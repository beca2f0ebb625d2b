using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Answering.Proof;

/// <summary>
/// Finds where a quote stands in a stored text. White space, quotation marks and dashes may be of other kinds, and a line
/// break may have gone or come; every letter, digit and other sign is the same, in the same order, in whole words.
/// </summary>
public static class QuoteFinder
{
    /// <summary>A shorter quote is found only where it stands once: "it is" stands everywhere.</summary>
    private const int Telling = 3;

    /// <summary>A script without spaces says in so many characters what others say in a word.</summary>
    private const int CharactersOfWord = 2;

    /// <summary>The first place of the quote, or null; also where it is short and stands in several places.</summary>
    /// <param name="text">The stored text.</param>
    /// <param name="quote">What is said to stand there.</param>
    /// <param name="within">The part of the text in which to look.</param>
    public static TextRange? Find(string text, string quote, TextRange within)
    {
        var sought = new SqueezedText(quote, new TextRange(0, quote.Length));
        var words = WordsIn(quote);
        if (words == 0)
        {
            return null;
        }

        var searched = new SqueezedText(text, within);
        var first = searched.IndexOf(sought, 0);
        return first < 0 || (words < Telling && searched.IndexOf(sought, first + 1) >= 0) ? null : searched.RangeOf(first, sought.Length);
    }

    private static int WordsIn(string quote)
    {
        var words = 0;
        var characters = 0;
        var inside = false;
        foreach (var c in quote)
        {
            var kind = CharacterClass.Of(c);
            characters += kind == CharacterClass.Ideograph ? 1 : 0;
            var letter = kind is CharacterClass.Letter or CharacterClass.Digit || char.IsSurrogate(c);
            words += letter && !inside ? 1 : 0;
            inside = letter;
        }

        return words + ((characters + CharactersOfWord - 1) / CharactersOfWord);
    }
}
