using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Grounding;

/// <summary>A text without white space, with uniform quotation marks and dashes, that maps back to the original.</summary>
internal sealed class NormalizedText
{
    private const char QuotationMark = '"';
    private const char Dash = '-';
    private readonly string _characters;
    private readonly TextRange[] _origins;
    private readonly Gap[] _gaps;

    public NormalizedText(string text, TextRange within)
    {
        var characters = new List<char>(within.Length);
        var origins = new List<TextRange>(within.Length);
        var gaps = new List<Gap>(within.Length);
        var gap = Gap.None;
        for (var i = within.Start; i < within.End; i++)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                gap = c is '\n' or '\r' or '\u2028' or '\u2029' || gap == Gap.Line ? Gap.Line : Gap.Space;
            }
            else if (c is not ('\u00AD' or '\u200B' or '\u2060' or '\uFEFF'))
            {
                var plain = IsQuotationMark(c) ? QuotationMark : IsDash(c) ? Dash : c;
                if (gap == Gap.None && plain is QuotationMark or Dash && characters.Count > 0 && characters[^1] == plain && IsJoined(text, origins[^1], i))
                {
                    origins[^1] = new TextRange(origins[^1].Start, i + 1 - origins[^1].Start); // `` and '' are one mark, -- is one dash
                    continue;
                }

                characters.Add(plain);
                origins.Add(new TextRange(i, 1));
                gaps.Add(gap);
                gap = Gap.None;
            }
        }

        _characters = new string([.. characters]);
        _origins = [.. origins];
        _gaps = [.. gaps];
    }

    /// <summary>The kind of white space before a character.</summary>
    private enum Gap : byte
    {
        None,
        Space,

        /// <summary>With a line break, which may stand for a space or, inside a word or in scripts without spaces, for nothing.</summary>
        Line,
    }

    public int Length => _characters.Length;

    /// <summary>The position of the other text in this one, as whole words, or -1.</summary>
    public int IndexOf(NormalizedText other, int from)
    {
        while (from <= Length - other.Length && (from = _characters.IndexOf(other._characters, from, StringComparison.Ordinal)) >= 0)
        {
            if (HasSameGaps(other, from) && IsEdge(from) && IsEdge(from + other.Length))
            {
                return from;
            }

            from++;
        }

        return -1;
    }

    public TextRange RangeOf(int start, int length)
    {
        var from = _origins[start].Start;
        return new TextRange(from, _origins[start + length - 1].End - from);
    }

    private bool HasSameGaps(NormalizedText other, int at)
    {
        for (var i = 1; i < other.Length; i++)
        {
            var (own, its) = (_gaps[at + i], other._gaps[i]);
            if ((own == Gap.None) != (its == Gap.None) && own != Gap.Line && its != Gap.Line)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether this position is a word boundary.</summary>
    private bool IsEdge(int at) =>
        at == 0 || at == Length || _gaps[at] != Gap.None || !(IsOfWord(_characters[at - 1]) && IsOfWord(_characters[at]));

    private static bool IsOfWord(char c) => CharacterClass.Of(c) is CharacterClass.Letter or CharacterClass.Digit || char.IsSurrogate(c);

    /// <summary>Whether the mark continues the one before: `` or '' or --, but not the apostrophes of two words.</summary>
    private static bool IsJoined(string text, TextRange before, int at) => before.Length < 3 && before.End == at && text[at] == text[at - 1];

    private static bool IsQuotationMark(char c) =>
        c is '"' or '\'' or '`' or '´' or '«' or '»' or '′' or '″' or '‵' or '‶' or 'ʼ' or 'ʻ' or '＂' or '＇' or '〝' or '〞' or '〟'
            or (>= '\u2018' and <= '\u201F') or '‹' or '›' or (>= '「' and <= '』');

    private static bool IsDash(char c) =>
        c is '-' or '−' or '－' or '﹣' or '﹘' or '⸺' or '⸻' or (>= '\u2010' and <= '\u2015');
}
