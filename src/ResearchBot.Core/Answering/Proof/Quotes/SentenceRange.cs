using System.Buffers;
using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Answering.Proof;

/// <summary>Widens a quote to the sentences that it was taken from, so that "it is safe" is read with its "it is not true that".</summary>
public static class SentenceRange
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?…。！？｡।॥۔؟።။។։\"'”’»)]」』）*_");

    /// <summary>The whole sentences in which a part of a text lies, without the white space around them.</summary>
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

    /// <summary>The splitter cuts a very long sentence; both parts are one.</summary>
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
