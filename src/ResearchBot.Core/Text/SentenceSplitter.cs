using System.Buffers;
using System.Collections.Frozen;

namespace ResearchBot.Core.Text;

/// <summary>Splits a text into sentences: at terminal punctuation of any script, blank lines, list items, headings, table rows, and ends of lines that are
/// not merely wrapped. Every character except white space is in exactly one sentence.</summary>
public static class SentenceSplitter
{
    private const int LongestSentence = 600;
    private const int ShortLine = 60;
    private const int LongestRun = 20;

    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(",;:，；、،");

    private static readonly FrozenSet<string> Abbreviations = new[]
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "gen", "col", "lt", "sgt", "capt", "rev", "hon", "sen", "rep", "gov", "pres",
        "vs", "etc", "no", "nos", "vol", "fig", "figs", "eq", "sec", "ch", "pp", "ed", "eds", "al", "cf", "inc", "ltd", "co", "corp",
        "dept", "univ", "approx", "est", "ca", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "mt", "ft", "ave", "blvd", "rd", "bzw", "ca", "dr", "evtl", "ggf", "inkl", "nr", "str", "usw", "vgl", "zb", "г", "гг", "тыс", "млн", "им",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The sentences of <paramref name="text"/>, ascending, without surrounding white space.</summary>
    public static List<TextRange> Split(ReadOnlySpan<char> text)
    {
        var sentences = new List<TextRange>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var end = EndAt(text, start, i);
            if (end > 0)
            {
                Add(text, sentences, start, end);
                start = end;
                i = end - 1;
            }
            else if (i - start >= LongestSentence)
            {
                var cut = CutPoint(text, start, i);
                Add(text, sentences, start, cut);
                start = cut;
                i = Math.Max(i, cut);
            }
        }

        Add(text, sentences, start, text.Length);
        return sentences;
    }

    /// <summary>The end of the sentence if one ends with the character at <paramref name="at"/>, else 0.</summary>
    private static int EndAt(ReadOnlySpan<char> text, int start, int at)
    {
        var c = text[at];
        if (c == '\n')
        {
            return IsLineEnd(text, start, at) ? at + 1 : 0;
        }

        if (c is '。' or '！' or '？' or '｡' or '।' or '॥' or '۔' or '؟' or '።' or '။' or '។' or '։')
        {
            return AfterClosers(text, at + 1);
        }

        if (c is not ('.' or '!' or '?' or '…'))
        {
            return 0;
        }

        var end = AfterClosers(text, AfterRun(text, at + 1));
        if (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            return 0;
        }

        return c == '.' && end == at + 1 && IsAbbreviation(text, start, at) ? 0
            : BeginsLower(text, end) ? 0
            : end;
    }

    private static int AfterRun(ReadOnlySpan<char> text, int at)
    {
        var last = Math.Min(text.Length, at + LongestRun);
        while (at < last && text[at] is '.' or '!' or '?' or '…')
        {
            at++;
        }

        return at;
    }

    private static int AfterClosers(ReadOnlySpan<char> text, int at)
    {
        var last = Math.Min(text.Length, at + LongestRun);
        while (at < last && text[at] is '"' or '\'' or '”' or '’' or '»' or ')' or ']' or '」' or '』' or '）' or '*' or '_')
        {
            at++;
        }

        return at;
    }

    private static bool BeginsLower(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] != '\n' && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at < text.Length && char.IsLower(text[at]);
    }

    private static bool IsAbbreviation(ReadOnlySpan<char> text, int start, int point)
    {
        var first = point;
        while (first > start && char.IsLetterOrDigit(text[first - 1]))
        {
            first--;
        }

        var word = text[first..point];
        if (word.Length == 0)
        {
            return false;
        }

        if (char.IsAsciiDigit(word[^1]))
        {
            return text[start..first].Trim().IsEmpty; // the number of a list item
        }

        return (word.Length == 1 && char.IsUpper(word[0])) || (first > start && text[first - 1] == '.' && word.Length == 1)
            || (word.Length <= 6 && Abbreviations.Contains(word.ToString()));
    }

    private static bool IsLineEnd(ReadOnlySpan<char> text, int start, int at)
    {
        var next = at + 1;
        while (next < text.Length && text[next] is ' ' or '\t')
        {
            next++;
        }

        if (next >= text.Length || text[next] == '\n')
        {
            return true;
        }

        var from = text[..at].LastIndexOf('\n') + 1;
        var line = text[Math.Max(from, start)..at].Trim();
        if (line.IsEmpty || line[0] is '#' or '|' || BeginsBlock(text[next..]))
        {
            return true;
        }

        return line[^1] is '.' or '!' or '?' or ':' or ';' or '"' or '”' or '。' || (line.Length < ShortLine && !char.IsLower(text[next]) && line[^1] != ',');
    }

    private static bool BeginsBlock(ReadOnlySpan<char> line) =>
        line[0] is '#' or '|' or '>' or '•' || (line[0] is '-' or '*' or '+' && line.Length > 1 && line[1] == ' ')
            || (char.IsAsciiDigit(line[0]) && line.IndexOfAnyExceptInRange('0', '9') is > 0 and < 4 and var digits
                && line[digits] is '.' or ')' && digits + 1 < line.Length && line[digits + 1] == ' ');

    /// <summary>Where to cut an endless run: after a clause, else after a word, never inside a surrogate pair.</summary>
    private static int CutPoint(ReadOnlySpan<char> text, int start, int at)
    {
        var half = start + (LongestSentence / 2);
        var clause = text[half..at].LastIndexOfAny(ClauseEnds);
        if (clause >= 0)
        {
            return half + clause + 1;
        }

        var space = text[half..at].LastIndexOfAny(' ', '\n', '\t');
        return space >= 0 ? half + space + 1 : char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }

    private static void Add(ReadOnlySpan<char> text, List<TextRange> sentences, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (end > start)
        {
            sentences.Add(new TextRange(start, end - start));
        }
    }
}
