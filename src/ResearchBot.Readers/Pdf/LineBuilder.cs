using System.Text.RegularExpressions;

namespace ResearchBot.Readers.Pdf;

/// <summary>Joins characters to words and words to lines by where they stand.</summary>
internal static partial class LineBuilder
{
    /// <summary>A gap between characters that parts words, of the font's size.</summary>
    private const double WordGap = 0.14;

    /// <summary>A gap between words that parts lines.</summary>
    private const double ColumnGap = 0.95;

    /// <summary>The lines of a page's characters, from top to bottom.</summary>
    public static List<PageLine> FromGlyphs(List<Glyph> glyphs, PageRules rules)
    {
        glyphs.Sort((one, two) => two.Base.CompareTo(one.Base));
        var words = new List<PageWord>();
        var lines = new List<PageLine>();
        for (var from = 0; from < glyphs.Count;)
        {
            var to = from + 1;
            while (to < glyphs.Count && glyphs[from].Base - glyphs[to].Base <= 0.2 * Math.Min(glyphs[from].Size, glyphs[to].Size))
            {
                to++;
            }

            words.Clear();
            AddWords(glyphs.GetRange(from, to - from), words);
            AddLines(words, rules, lines);
            from = to;
        }

        return Finish(lines);
    }

    /// <summary>The lines of words that are whole, such as recognised ones.</summary>
    public static List<PageLine> FromWords(IEnumerable<PageWord> words, PageRules rules)
    {
        var lines = new List<PageLine>();
        foreach (var baseline in words.GroupBy(word => word.Base).OrderByDescending(group => group.Key))
        {
            AddLines([.. baseline.OrderBy(word => word.Left)], rules, lines);
        }

        return Finish(lines);
    }

    /// <summary>Whether the text is a list item's bullet or number.</summary>
    public static bool IsMarker(string text) => Marker().IsMatch(text);

    private static List<PageLine> Finish(List<PageLine> lines)
    {
        JoinNeighbours(lines);
        lines.ForEach(Glue);
        JoinMarkers(lines);
        lines.Sort((one, two) => two.Top.CompareTo(one.Top));
        return lines;
    }

    private static void AddWords(List<Glyph> glyphs, List<PageWord> words)
    {
        glyphs.Sort((one, two) => one.Left.CompareTo(two.Left));
        DottedLeaders.Shorten(glyphs);
        var parts = new List<string>();
        var (first, last, right, spaced) = (default(Glyph), default(Glyph), 0.0, false);
        var letters = 0;
        var spacing = Spacing(glyphs);
        foreach (var glyph in glyphs)
        {
            if (glyph.Text == " ")
            {
                spaced |= parts.Count > 0 && glyph.Right > right - (0.05 * glyph.Size);
                continue;
            }

            if (parts.Count > 0)
            {
                if (IsDrawnAgain(glyph, last))
                {
                    continue;
                }

                if (glyph.Left < last.Right - (0.3 * glyph.Size) && Composed(parts[^1], glyph.Text) is { } composed)
                {
                    parts[^1] = composed;
                    right = Math.Max(right, glyph.Right);
                    continue;
                }

                var gap = glyph.Left - right;
                if (gap > (WordGap + spacing) * Math.Max(glyph.Size, last.Size) || (spaced && gap > -0.1 * glyph.Size))
                {
                    Close();
                }
            }

            if (parts.Count == 0)
            {
                (first, right, letters) = (glyph, glyph.Right, 0);
            }

            parts.Add(glyph.Text);
            letters += glyph.IsBold ? 1 : -1;
            (last, right, spaced) = (glyph, Math.Max(right, glyph.Right), false);
        }

        if (parts.Count > 0)
        {
            Close();
        }

        void Close()
        {
            words.Add(new PageWord(WordOrder.Logical(parts), first.Left, right, first.Base, first.Size, letters > 0));
            parts.Clear();
            spaced = false;
        }
    }

    /// <summary>The gap between the letters of spaced-out words, of the font's size; 0 for other text.</summary>
    private static double Spacing(List<Glyph> glyphs)
    {
        var gaps = new List<double>(glyphs.Count);
        for (var i = 1; i < glyphs.Count; i++)
        {
            if (glyphs[i].Text != " " && glyphs[i - 1].Text != " " && (glyphs[i].Left - glyphs[i - 1].Right) / glyphs[i].Size is var gap and < 0.9)
            {
                gaps.Add(gap);
            }
        }

        gaps.Sort();
        return gaps.Count < 6 ? 0 : Math.Clamp(gaps[gaps.Count / 3], 0, 0.5);
    }

    /// <summary>Bold type that is made by drawing a letter twice.</summary>
    private static bool IsDrawnAgain(Glyph glyph, Glyph last) =>
        glyph.Text == last.Text && Math.Abs(glyph.Left - last.Left) < 0.1 * glyph.Size && Math.Abs(glyph.Right - last.Right) < 0.2 * glyph.Size;

    private static string? Composed(string before, string glyph) => GlyphText.Compose(before, glyph) ?? GlyphText.Compose(glyph, before);

    private static void AddLines(List<PageWord> words, PageRules rules, List<PageLine> lines)
    {
        var from = 0;
        for (var i = 1; i <= words.Count; i++)
        {
            if (i < words.Count && words[i].Left - words[i - 1].Right is var gap && gap <= ColumnGap * Math.Max(words[i].Size, words[i - 1].Size)
                && !rules.Part(words[i - 1], words[i]))
            {
                continue;
            }

            lines.Add(new PageLine(words.GetRange(from, i - from)));
            from = i;
        }
    }

    /// <summary>Joins what stands on a line but not on its baseline: raised and lowered characters, and pages that were scanned askew.</summary>
    private static void JoinNeighbours(List<PageLine> lines)
    {
        lines.Sort((one, two) => two.Base.CompareTo(one.Base));
        for (var i = 0; i < lines.Count; i++)
        {
            for (var j = i + 1; j < lines.Count && lines[i].Base - lines[j].Base < Math.Max(lines[i].Size, lines[j].Size); j++)
            {
                var (main, other) = lines[i].Size >= lines[j].Size ? (lines[i], lines[j]) : (lines[j], lines[i]);
                if (!BelongsTo(main, other))
                {
                    continue;
                }

                main.Add(other);
                if (main == lines[j])
                {
                    lines[i] = main; // the pair stands where the upper one stood
                }

                lines.RemoveAt(j);
                j = i;
            }
        }
    }

    private static bool BelongsTo(PageLine main, PageLine other)
    {
        var overlap = Math.Min(main.Top, other.Top) - Math.Max(main.Bottom, other.Bottom);
        if (overlap < 0.4 * (other.Top - other.Bottom) || Math.Abs(main.Base - other.Base) > 0.5 * main.Size)
        {
            return false;
        }

        var gap = Math.Max(other.Left - main.Right, main.Left - other.Right);
        if (gap > (other.Size < 0.85 * main.Size ? 0.3 : 0.6) * main.Size || (gap < 0 && other.Size > 0.9 * main.Size && gap < -0.3 * main.Size))
        {
            return false;
        }

        return !main.Words.Exists(word => Math.Min(word.Right, other.Right) - Math.Max(word.Left, other.Left) > 0.3 * other.Size);
    }

    /// <summary>Joins raised and lowered characters to the word before them, and what follows lowered ones.</summary>
    private static void Glue(PageLine line)
    {
        for (var i = line.Words.Count - 1; i > 0; i--)
        {
            var (before, word) = (line.Words[i - 1], line.Words[i]);
            if (word.Left - before.Right > 0.12 * line.Size || word.Left - before.Right < -0.5 * line.Size)
            {
                continue;
            }

            if (word.Size < 0.85 * line.Size && before.Size >= 0.85 * line.Size)
            {
                var text = word.Base > line.Base + (0.1 * line.Size) ? GlyphText.Raised(word.Text) ?? word.Text : word.Text;
                line.Words[i - 1] = before with { Text = before.Text + text, Right = word.Right };
                line.Words.RemoveAt(i);
            }
            else if (i > 1 && before.Size < 0.85 * line.Size && word.Size >= 0.85 * line.Size && before.Base < line.Base - (0.05 * line.Size))
            {
                line.Words[i - 1] = before with { Text = before.Text + word.Text, Right = word.Right };
                line.Words.RemoveAt(i);
            }
        }
    }

    /// <summary>Joins a bullet or number to the item that begins after a gap.</summary>
    private static void JoinMarkers(List<PageLine> lines)
    {
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            var marker = lines[i];
            if (marker.Words.Count != 1 || !IsMarker(marker.Words[0].Text))
            {
                continue;
            }

            var item = lines
                .Where(line => line != marker && Math.Abs(line.Base - marker.Base) < 0.35 * line.Size && line.Left > marker.Right && line.Left - marker.Right < 5 * line.Size)
                .MinBy(line => line.Left);
            if (item is not null)
            {
                item.Add(marker);
                lines.RemoveAt(i);
            }
        }
    }

    [GeneratedRegex(@"^([•◦▪■●○‣⁃·\-–—*✓➢]|\(?([0-9]{1,2}|[A-Za-z]|[ivx]{2,5})[.)])$")]
    private static partial Regex Marker();
}
