namespace ResearchBot.Readers.Pdf;

/// <summary>Makes a table of lines that stand in rows and columns without drawn lines.</summary>
internal static class AlignedTable
{
    /// <summary>Takes lines apart into what stands above the table, its rows, and what stands below.</summary>
    /// <returns>Null if they are no table.</returns>
    public static (List<PageLine> Above, TablePart Table, List<PageLine> Below)? TryMake(IEnumerable<PageLine> lines)
    {
        var rows = RowsOf(lines);
        var first = rows.FindIndex(row => row.Count > 1);
        var last = rows.FindLastIndex(row => row.Count > 1);
        if (first < 0 || last - first < 1 || rows.Count(row => row.Count > 1) * 2 < last - first + 1)
        {
            return null;
        }

        var (above, inside, below) = (rows[..first], rows[first..(last + 1)], rows[(last + 1)..]);
        while (below.Count > 0 && IsContinuation(inside[^1], below[0]))
        {
            inside.Add(below[0]);
            below.RemoveAt(0);
        }

        var columns = Columns(inside.SelectMany(row => row));
        if (columns.Count < 2 || (inside.Count < 3 && columns.Count < 3))
        {
            return null;
        }

        var made = Rows(inside, columns);
        return (above.SelectMany(row => row).ToList(), new TablePart(made, TableRow.HasHeader(made)), below.SelectMany(row => row).ToList());
    }

    /// <summary>Lines on one baseline, from top to bottom and from left to right.</summary>
    public static List<List<PageLine>> RowsOf(IEnumerable<PageLine> lines)
    {
        var rows = new List<List<PageLine>>();
        foreach (var line in lines.OrderByDescending(line => line.Base))
        {
            if (rows.Count > 0 && rows[^1][0].Base - line.Base <= 0.4 * Math.Min(line.Size, rows[^1][0].Size))
            {
                rows[^1].Add(line);
            }
            else
            {
                rows.Add([line]);
            }
        }

        rows.ForEach(row => row.Sort((one, two) => one.Left.CompareTo(two.Left)));
        return rows;
    }

    /// <summary>Whether a row of one line goes on in a cell of the row above: it stands close under it, and not under its first cell.</summary>
    private static bool IsContinuation(List<PageLine> above, List<PageLine> row) =>
        row.Count == 1 && row[0].Left > above[0].Left + (2 * row[0].Size) && above[0].Base - row[0].Base < 1.4 * row[0].Size
        && above.Exists(cell => cell.Left > above[0].Left && Math.Abs(cell.Left - row[0].Left) < row[0].Size);

    /// <summary>The ranges of x that cells stand in. A cell that spans several does not join them.</summary>
    private static List<(double Left, double Right)> Columns(IEnumerable<PageLine> cells)
    {
        var columns = new List<(double Left, double Right)>();
        foreach (var cell in cells.OrderBy(cell => cell.Right - cell.Left))
        {
            var touched = columns.Where(column => column.Left < cell.Right && cell.Left < column.Right).ToList();
            if (touched.Count == 0)
            {
                columns.Add((cell.Left, cell.Right));
            }
            else if (touched.Count == 1)
            {
                columns.Remove(touched[0]);
                columns.Add((Math.Min(touched[0].Left, cell.Left), Math.Max(touched[0].Right, cell.Right)));
            }
        }

        columns.Sort();
        return columns;
    }

    private static List<TableRow> Rows(List<List<PageLine>> rows, List<(double Left, double Right)> columns)
    {
        var made = new List<List<PageWord>[]>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (i == 0 || !(IsContinuation(rows[i - 1], rows[i]) && made.Count > 0))
            {
                made.Add([.. columns.Select(_ => new List<PageWord>())]);
            }

            foreach (var cell in rows[i].SelectMany(cell => Split(cell, columns)))
            {
                made[^1][Nearest(columns, cell)].AddRange(WordOrder.Logical(cell.Words));
            }
        }

        return [.. made.Select(cells => new TableRow(cells))];
    }

    /// <summary>Cells that stand so close that they were taken for one line.</summary>
    private static IEnumerable<PageLine> Split(PageLine cell, List<(double Left, double Right)> columns)
    {
        var from = 0;
        for (var i = 1; i < cell.Words.Count; i++)
        {
            var (before, word) = (cell.Words[i - 1], cell.Words[i]);
            if (word.Left - before.Right > 0.4 * word.Size && columns.Exists(column => column.Left > before.Middle && column.Left <= word.Left + 1))
            {
                yield return new PageLine(cell.Words.GetRange(from, i - from));
                from = i;
            }
        }

        yield return from == 0 ? cell : new PageLine(cell.Words.GetRange(from, cell.Words.Count - from));
    }

    private static int Nearest(List<(double Left, double Right)> columns, PageLine cell)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Left < cell.Right && cell.Left < columns[i].Right)
            {
                return i;
            }
        }

        return columns.Index().MinBy(column => Math.Abs(column.Item.Left - cell.Left)).Index;
    }
}
