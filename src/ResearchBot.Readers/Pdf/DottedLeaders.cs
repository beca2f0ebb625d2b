namespace ResearchBot.Readers.Pdf;

/// <summary>The dots that lead the eye from an entry to its page number or value. They may run under the entry's own words, whose letters they would
/// part.</summary>
internal static class DottedLeaders
{
    private const int Fewest = 5;

    /// <summary>Puts one ellipsis for each row of dots. The glyphs stand from left to right.</summary>
    public static void Shorten(List<Glyph> glyphs)
    {
        var dots = glyphs.Where(glyph => glyph.Text == ".").ToList();
        for (var from = 0; from + Fewest <= dots.Count;)
        {
            var step = dots[from + 1].Left - dots[from].Left;
            var to = from + 2;
            while (to < dots.Count && Math.Abs(dots[to].Left - dots[to - 1].Left - step) < 0.1 * dots[to].Size)
            {
                to++;
            }

            if (to - from >= Fewest && step > 0.05 * dots[from].Size)
            {
                Replace(glyphs, dots.GetRange(from, to - from));
            }

            from = to - 1;
        }
    }

    private static void Replace(List<Glyph> glyphs, List<Glyph> dots)
    {
        var set = dots.ToHashSet();
        glyphs.RemoveAll(glyph => set.Contains(glyph) || (glyph.Text == " " && glyph.Left >= dots[0].Left && glyph.Right <= dots[^1].Right && IsBetween(glyph, dots)));
        var left = glyphs.Where(glyph => glyph.Text != " " && glyph.Left < dots[^1].Right && glyph.Right > dots[0].Left).Select(glyph => glyph.Right).DefaultIfEmpty(dots[0].Left).Max();
        if (left + dots[0].Size < dots[^1].Right)
        {
            glyphs.Add(dots[0] with { Text = "…", Left = left + (0.3 * dots[0].Size), Right = dots[^1].Right });
            glyphs.Sort((one, two) => one.Left.CompareTo(two.Left));
        }
    }

    /// <summary>Whether a space stands between dots, not between the words above them.</summary>
    private static bool IsBetween(Glyph space, List<Glyph> dots) => Math.Abs(space.Base - dots[0].Base) < 0.01 && space.Size == dots[0].Size && space.IsBold == dots[0].IsBold
        && dots.Exists(dot => Math.Abs(dot.Right - space.Left) < 0.05 * space.Size);
}
