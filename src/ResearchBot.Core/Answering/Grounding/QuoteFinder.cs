using System.Buffers;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Grounding;

/// <summary>Finds a quote in a stored text. White space, quotation marks, dashes and line breaks may differ; every letter, digit and other sign must match,
/// in order, as whole words.</summary>
public static class QuoteFinder
{
    /// <summary>A quote with fewer words is found only if it is unique: "it is" occurs everywhere.</summary>
    private const int Telling = 3;

    /// <summary>Characters that count as one word in a script without spaces.</summary>
    private const int CharactersOfWord = 2;

    /// <summary>The first occurrence of the quote, or null; also null if it is short and occurs several times.</summary>
    /// <param name="within">The part of the text to search.</param>
    public static TextRange? Find(string text, string quote, TextRange within)
    {
        var sought = new NormalizedText(quote, new TextRange(0, quote.Length));
        var words = WordsIn(quote);
        if (words == 0)
        {
            return null;
        }

        var searched = new NormalizedText(text, within);
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

internal sealed record QuotedSentence(GroundingText Text, GroundingText Context);

/// <summary>Widens a quote to its whole sentences, so that "it is safe" is read with its "it is not true that".</summary>
public static class SentenceRange
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?…。！？｡।॥۔؟።။។։\"'”’»)]」』）*_");

    /// <summary>The whole sentences that contain a range, without the white space around them.</summary>
    public static TextRange Around(string text, TextRange range)
    {
        var from = ParagraphStart(text, range.Start);
        var to = ParagraphEnd(text, range.End);
        var sentences = SentenceSplitter.Split(text.AsSpan(from, to - from))
            .ConvertAll(sentence => sentence with { Start = sentence.Start + from });
        var first = sentences.FindIndex(sentence => sentence.End > range.Start);
        var last = sentences.FindLastIndex(sentence => sentence.Start < range.End);
        if (first < 0 || last < first)
        {
            return range;
        }

        while (first > 0 && GoesOn(text, sentences[first - 1], sentences[first]))
        {
            first--;
        }

        while (last + 1 < sentences.Count && GoesOn(text, sentences[last], sentences[last + 1]))
        {
            last++;
        }

        return new TextRange(sentences[first].Start, sentences[last].End - sentences[first].Start);
    }

    /// <summary>Rejoins a very long sentence that the splitter cut.</summary>
    private static bool GoesOn(string text, TextRange one, TextRange next) =>
        !text.AsSpan(one.End, next.Start - one.End).Contains('\n') && !Ends.Contains(text[one.End - 1]);

    private static int ParagraphStart(string text, int at)
    {
        var blank = at == 0 ? -1 : text.LastIndexOf("\n\n", at - 1, StringComparison.Ordinal);
        return blank < 0 ? 0 : blank + 2;
    }

    private static int ParagraphEnd(string text, int at)
    {
        var blank = at >= text.Length ? -1 : text.IndexOf("\n\n", at, StringComparison.Ordinal);
        return blank < 0 ? text.Length : blank;
    }
}
