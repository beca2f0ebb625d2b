namespace ResearchBot.Readers.Pdf;

/// <summary>A part of a page that is read as one.</summary>
internal abstract record PagePart;

/// <summary>Lines of one column, from top to bottom.</summary>
internal sealed record TextPart(IReadOnlyList<PageLine> Lines) : PagePart
{
    public double Left { get; } = Lines.Min(line => line.Left);

    public double Right { get; } = Lines.Max(line => line.Right);
}

/// <summary>A table.</summary>
/// <param name="Rows">From top to bottom.</param>
/// <param name="HasHeader">Whether the first row names the columns.</param>
internal sealed record TablePart(IReadOnlyList<TableRow> Rows, bool HasHeader) : PagePart;

/// <summary>A row of a table.</summary>
/// <param name="Cells">The words of each cell in reading order.</param>
internal sealed record TableRow(IReadOnlyList<IReadOnlyList<PageWord>> Cells)
{
    public int Filled => Cells.Count(cell => cell.Count > 0);

    public bool IsBold => Cells.All(cell => cell.All(word => word.IsBold));

    /// <summary>Whether a cell is mostly digits.</summary>
    public static bool IsNumber(IReadOnlyList<PageWord> cell)
    {
        var (digits, all) = (0, 0);
        foreach (var c in cell.SelectMany(word => word.Text))
        {
            digits += char.IsDigit(c) ? 1 : 0;
            all += char.IsLetterOrDigit(c) ? 1 : 0;
        }

        return digits > 0 && digits * 2 >= all;
    }

    /// <summary>Whether the first of the rows names the columns: it alone is bold, or it has words where others have numbers.</summary>
    public static bool HasHeader(IReadOnlyList<TableRow> rows)
    {
        if (rows.Count < 2 || rows[0].Filled < 2 || rows[0].Cells.Any(IsNumber) is var numbers && numbers && !rows[0].IsBold)
        {
            return false;
        }

        if (rows[0].IsBold && rows.Skip(1).Any(row => !row.IsBold))
        {
            return true;
        }

        for (var column = 0; column < rows[0].Cells.Count; column++)
        {
            var cells = rows.Skip(1).Where(row => column < row.Cells.Count && row.Cells[column].Count > 0).Select(row => row.Cells[column]).ToList();
            if (rows[0].Cells[column].Count > 0 && cells.Count > 0 && cells.Count(IsNumber) * 10 >= cells.Count * 6)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Something that takes room on a page: a line, or a table that is found already.</summary>
internal sealed record LayoutBox(double Left, double Right, double Bottom, double Top)
{
    public PageLine? Line { get; init; }

    public TablePart? Table { get; init; }

    public static LayoutBox Of(PageLine line) => new(line.Left, line.Right, line.Bottom, line.Top) { Line = line };
}
