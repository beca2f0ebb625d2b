namespace ResearchBot.Readers.Pdf;

/// <summary>Puts a page's lines and tables into the order in which a person reads them: cuts the page along the tallest free strip that parts columns,
/// and its parts again, unless what the strip parts are cells of a table.</summary>
internal static class ReadingOrder
{
    private const int Deepest = 40;

    /// <summary>Pages with more lines are drawings or made to harm; they are read from top to bottom.</summary>
    private const int MostBoxes = 3_000;

    public static List<PagePart> Arrange(List<LayoutBox> boxes)
    {
        var parts = new List<PagePart>();
        Arrange(boxes, parts, boxes.Count > MostBoxes ? Deepest : 0);
        return parts;
    }

    private static void Arrange(List<LayoutBox> boxes, List<PagePart> parts, int depth)
    {
        if (boxes.Count == 0)
        {
            return;
        }

        if (depth >= Deepest || FindStrip(boxes) is not { } strip)
        {
            AddColumn(boxes, parts);
            return;
        }

        Arrange(boxes.FindAll(box => !strip.Holds(box) && box.Top > strip.Middle), parts, depth + 1);
        var inside = boxes.FindAll(strip.Holds);
        var (left, right) = (inside.FindAll(box => box.Right <= strip.At + 0.01), inside.FindAll(box => box.Right > strip.At + 0.01));
        if (!ArePartedColumns(left, right))
        {
            AddRows(inside, parts);
        }
        else if (IsReadFromRight(inside))
        {
            Arrange(right, parts, depth + 1);
            Arrange(left, parts, depth + 1);
        }
        else
        {
            Arrange(left, parts, depth + 1);
            Arrange(right, parts, depth + 1);
        }

        Arrange(boxes.FindAll(box => !strip.Holds(box) && box.Top <= strip.Middle), parts, depth + 1);
    }

    /// <summary>The free strip along which the most lines stand on both sides.</summary>
    private static Strip? FindStrip(List<LayoutBox> boxes)
    {
        var byTop = boxes.OrderByDescending(box => box.Top).ToList();
        Strip? best = null;
        foreach (var x in boxes.Select(box => Math.Round(box.Left / 2) * 2 - 2).Distinct())
        {
            var (top, bottom) = (double.MaxValue, double.MaxValue);
            var (left, right) = (Extent.None, Extent.None);
            foreach (var box in byTop)
            {
                if (box.Left < x && box.Right > x)
                {
                    Weigh();
                    (top, left, right) = (Math.Min(bottom, box.Bottom), Extent.None, Extent.None);
                    bottom = top;
                }
                else if (box.Right <= x)
                {
                    left = left.With(box);
                }
                else
                {
                    right = right.With(box);
                }
            }

            Weigh();

            void Weigh()
            {
                var shared = left.Shared(right);
                if (shared > 0 && (best is null || shared > best.Value.Shared + 1 || (shared > best.Value.Shared - 1 && right.Left - left.Right > best.Value.Width)))
                {
                    best = new Strip(x, Math.Max(left.Top, right.Top), Math.Min(left.Bottom, right.Bottom), shared, right.Left - left.Right);
                }
            }
        }

        return best is { } strip && strip.Shared > 0 ? strip : null;
    }

    /// <summary>Whether two sides are columns of running text, not the cells of rows.</summary>
    private static bool ArePartedColumns(List<LayoutBox> left, List<LayoutBox> right)
    {
        if (left.Concat(right).Any(box => box.Table is not null))
        {
            return true;
        }

        var (few, many) = left.Count <= right.Count ? (left, right) : (right, left);
        var aligned = few.Count(one => many.Exists(other => Math.Abs(one.Line!.Base - other.Line!.Base) <= 0.25 * one.Line.Size));
        if (aligned * 10 < few.Count * 6)
        {
            return true;
        }

        return few.Count > 2 && Mass(left) >= 24 && Mass(right) >= 24;
    }

    /// <summary>The mean length of lines in letters; ideographs count as a word's half.</summary>
    private static double Mass(List<LayoutBox> boxes) =>
        boxes.Average(box => box.Line!.Words.Sum(word => word.Text.Sum(c => c is >= '\u2E80' and <= '\uD7FF' ? 3 : 1) + 1));

    private static bool IsReadFromRight(List<LayoutBox> boxes)
    {
        var letters = boxes.Where(box => box.Line is not null).SelectMany(box => box.Line!.Words).SelectMany(word => word.Text).Where(char.IsLetter);
        var (toLeft, all) = (0, 0);
        foreach (var c in letters)
        {
            toLeft += WordOrder.IsRightToLeft(c) ? 1 : 0;
            all++;
        }

        return toLeft * 2 > all;
    }

    private static void AddRows(List<LayoutBox> boxes, List<PagePart> parts)
    {
        if (AlignedTable.TryMake(boxes.Select(box => box.Line!)) is not var (above, table, below))
        {
            AddColumn(boxes, parts);
            return;
        }

        AddLines(above, parts);
        parts.Add(table);
        AddLines(below, parts);
    }

    private static void AddColumn(List<LayoutBox> boxes, List<PagePart> parts)
    {
        var lines = new List<PageLine>();
        foreach (var box in boxes.OrderByDescending(box => box.Top))
        {
            if (box.Table is not null)
            {
                AddLines(lines, parts);
                lines = [];
                parts.Add(box.Table);
            }
            else
            {
                lines.Add(box.Line!);
            }
        }

        AddLines(lines, parts);
    }

    private static void AddLines(List<PageLine> lines, List<PagePart> parts)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var rows = AlignedTable.RowsOf(lines);
        foreach (var row in rows)
        {
            row.Skip(1).ToList().ForEach(row[0].Add);
        }

        parts.Add(new TextPart([.. rows.Select(row => row[0])]));
    }

    /// <summary>A place between columns, as far as nothing stands across it.</summary>
    private readonly record struct Strip(double At, double Top, double Bottom, double Shared, double Width)
    {
        public double Middle => (Top + Bottom) / 2;

        public bool Holds(LayoutBox box) => box.Top <= Top + 0.01 && box.Bottom >= Bottom - 0.01;
    }

    /// <summary>The room that the boxes on one side take.</summary>
    private readonly record struct Extent(double Left, double Right, double Bottom, double Top, int Count)
    {
        public static Extent None { get; } = new(double.MaxValue, double.MinValue, double.MaxValue, double.MinValue, 0);

        public Extent With(LayoutBox box) =>
            new(Math.Min(Left, box.Left), Math.Max(Right, box.Right), Math.Min(Bottom, box.Bottom), Math.Max(Top, box.Top), Count + 1);

        /// <summary>How tall the stretch is on which both sides stand; nothing unless it is taller than a line.</summary>
        public double Shared(Extent other)
        {
            var shared = Math.Min(Top, other.Top) - Math.Max(Bottom, other.Bottom);
            return Count > 0 && other.Count > 0 ? shared : 0;
        }
    }
}
