using System.Buffers;
using System.Collections.Frozen;

namespace ResearchBot.Core.Text;

/// <summary>Splits a text into sentences: at terminal punctuation of any script, blank lines, list items, headings, table rows, and ends of lines that are
/// not merely wrapped. Every character except white space is in exactly one sentence.</summary>
public static class SentenceSplitter
{
    private const int LongestSentence = 600;

    /// <summary>A sentence that ends before this is not cut.</summary>
    private const int LongestWithEnd = 1_500;

    private const int ShortLine = 60;
    private const int LongestRun = 20;
    private const int LongestAbbreviation = 8;

    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" ,.;:)\n");
    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(",;:，；、،");

    private static readonly FrozenSet<string> Abbreviations = new[]
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "gen", "col", "lt", "sgt", "capt", "rev", "hon", "sen", "rep", "gov", "pres",
        "vs", "etc", "eq", "ch", "pp", "ed", "eds", "al", "cf", "inc", "ltd", "co", "corp", "messrs", "mssrs", "mmes", "bros", "esq", "viz", "ibid",
        "dept", "univ", "approx", "est", "ca", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "mt", "ft", "ave", "blvd", "rd", "bzw", "ca", "dr", "evtl", "ggf", "inkl", "nr", "str", "usw", "vgl", "zb", "abs", "bspw", "bzgl", "dgl", "einschl", "entspr", "gem", "geb", "hrsg", "mind", "mio", "mrd", "sog", "tel", "tsd", "usf", "zzgl", "г", "гг", "тыс", "млн", "им",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Abbreviations that are words too: they are abbreviated before a number.</summary>
    private static readonly FrozenSet<string> BeforeNumbers = new[]
    {
        "no", "nos", "nr", "vol", "fig", "figs", "sec", "chap", "art", "par", "para", "p", "max", "min", "tab", "abb", "anl", "anm", "bd", "kap", "lit", "ziff", "ver", "ext", "apt", "rm", "lot",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> BeforeOrdinals = new[]
    {
        "am", "im", "vom", "zum", "zur", "beim", "der", "die", "das", "den", "dem", "des", "ab", "bis", "seit", "und", "oder",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> GermanMonths = new[]
    {
        "januar", "jänner", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The sentences of <paramref name="text"/>, ascending, without surrounding white space.</summary>
    public static List<TextRange> Split(ReadOnlySpan<char> text)
    {
        var sentences = new List<TextRange>();
        var start = 0;
        var whole = 0; // the end of a long sentence that is not cut
        for (var i = 0; i < text.Length; i++)
        {
            var end = EndAt(text, start, i);
            if (end > 0)
            {
                Add(text, sentences, start, end);
                start = end;
                i = end - 1;
            }
            else if (i - start >= LongestSentence && i >= whole && (whole = EndWithin(text, start, i)) == 0)
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

    /// <summary>Where the sentence ends that goes on at <paramref name="at"/>; 0 if it is too long to stay whole.</summary>
    private static int EndWithin(ReadOnlySpan<char> text, int start, int at)
    {
        for (; at < Math.Min(text.Length, start + LongestWithEnd); at++)
        {
            if (EndAt(text, start, at) is > 0 and var end)
            {
                return end;
            }
        }

        return 0;
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

        var after = text[(point + 1)..].TrimStart(' ');
        if (char.IsAsciiDigit(word[^1]))
        {
            return text[start..first].Trim().IsEmpty || IsOrdinal(text[start..first], word, after); // the number of a list item, or 29. Juli
        }

        return word.Length == 1 ? (char.IsUpper(word[0]) && !BeginsWithAbbreviation(after)) || IsLetterOfSeveral(text, start, first, after) || (IsNumber(after) && BeforeNumbers.Contains(word.ToString()))
            : word.Length <= LongestAbbreviation && (Abbreviations.Contains(word.ToString()) || (IsNumber(after) && BeforeNumbers.Contains(word.ToString())));
    }

    /// <summary>Whether a text begins with an abbreviation before its number: then the letter before it was no initial ("quay B. Fig. 3").</summary>
    private static bool BeginsWithAbbreviation(ReadOnlySpan<char> text) =>
        text.IndexOf('.') is > 1 and <= LongestAbbreviation and var end && BeforeNumbers.Contains(text[..end].ToString()) && IsNumber(text[(end + 1)..].TrimStart(' '));

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && char.IsAsciiDigit(text[0]);

    /// <summary>One of several letters with points: p.m., z. B., i. d. R.</summary>
    private static bool IsLetterOfSeveral(ReadOnlySpan<char> text, int start, int at, ReadOnlySpan<char> after)
    {
        var before = text[start..at];
        return before.EndsWith(".")
            || (before.EndsWith(". ") && before.Length > 2 && char.IsLetter(before[^3]) && (before.Length == 3 || !char.IsLetterOrDigit(before[^4])))
            || (after.Length > 1 && char.IsLetter(after[0]) && after[1] == '.');
    }

    /// <summary>Whether a number with a point is a German ordinal: before a month, or after an article or preposition.</summary>
    private static bool IsOrdinal(ReadOnlySpan<char> before, ReadOnlySpan<char> number, ReadOnlySpan<char> after)
    {
        if (number.Length > 2 || before.IsEmpty || before[^1] != ' ')
        {
            return false;
        }

        var last = before.TrimEnd();
        last = last[(last.LastIndexOfAny(' ', '\n', '(') + 1)..];
        var end = after.IndexOfAny(WordEnds);
        var next = end < 0 ? after : after[..end];
        return BeforeOrdinals.Contains(last.ToString()) || GermanMonths.Contains(next.ToString());
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
