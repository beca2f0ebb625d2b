namespace ResearchBot.Readers.Pdf;

/// <summary>Finds the tables whose cells are parted by drawn lines.</summary>
internal static class RuledTables
{
    private const double Near = 3;

    /// <summary>Finds tables and takes their words out of the lines.</summary>
    public static List<LayoutBox> Take(List<PageLine> lines, PageRules rules)
    {
        var tables = new List<LayoutBox>();
        foreach (var grid in RuledGrid.FindAll(rules))
        {
            var inside = lines.Where(line => grid.Holds(line)).ToList();
            if (inside.Count < 2 || TableOf(grid, inside) is not { } table)
            {
                continue;
            }

            lines.RemoveAll(inside.Contains);
            tables.Add(new LayoutBox(grid.Left, grid.Right, grid.Bottom, grid.Top) { Table = table });
        }

        return tables;
    }

    private static TablePart? TableOf(RuledGrid grid, List<PageLine> lines)
    {
        var cells = new List<PageWord>[grid.Rows, grid.Columns];
        var spanned = lines.Where(grid.Spans).Select(line => grid.CellOf(line.Words[0])).ToHashSet();
        foreach (var word in lines.SelectMany(line => line.Words))
        {
            var cell = grid.CellOf(word);
            var column = spanned.Contains(cell) ? cell.Column : grid.ColumnOf(word);
            (cells[cell.Row, column] ??= []).Add(word);
        }

        var filled = cells.Cast<List<PageWord>?>().Where(cell => cell is not null).ToList();
        var letters = filled.Sum(cell => cell!.Sum(word => word.Text.Length));
        if (filled.Count < 2 || filled.Count * 8 < cells.Length || letters > 400 * filled.Count)
        {
            return null;
        }

        var rows = new List<TableRow>();
        for (var row = 0; row < grid.Rows; row++)
        {
            AddRows(rows, [.. Enumerable.Range(0, grid.Columns).Select(column => cells[row, column] ?? [])], grid);
        }

        return rows.Exists(row => row.Filled > 1) ? new TablePart(rows, TableRow.HasHeader(rows)) : null;
    }

    /// <summary>Adds what stands between two drawn lines: one row, or several that no line parts.</summary>
    private static void AddRows(List<TableRow> rows, List<PageWord>[] cells, RuledGrid grid)
    {
        if (Array.TrueForAll(cells, cell => cell.Count == 0))
        {
            return;
        }

        var columns = Array.ConvertAll(cells, CellLines.Of);
        if (!AreRows(columns, grid))
        {
            rows.Add(new TableRow([.. columns.Select(column => (IReadOnlyList<PageWord>)[.. column.SelectMany(WordOrder.Logical)])]));
            return;
        }

        foreach (var at in Bases(columns))
        {
            rows.Add(new TableRow([.. columns.Select(column =>
                (IReadOnlyList<PageWord>)[.. column.Where(line => IsAt(line, at)).SelectMany(WordOrder.Logical)])]));
        }
    }

    private static bool AreRows(List<List<PageWord>>[] columns, RuledGrid grid)
    {
        var many = columns.Index().Where(column => column.Item.Count > 1).ToList();
        var bases = Bases(columns);
        if (many.Count < 2 || bases.Count < 2 || many.Exists(column => IsWrapped(column.Item, grid.WidthOf(column.Index))))
        {
            return false;
        }

        return many.TrueForAll(column => column.Item.Count * 10 >= bases.Count * 6) && many.Count * 2 > columns.Count(column => column.Count > 0);
    }

    /// <summary>Whether lines end because the cell does.</summary>
    private static bool IsWrapped(List<List<PageWord>> lines, double width) =>
        lines.SkipLast(1).Count(line => line.Count > 1 && line[^1].Right - line[0].Left > 0.7 * width) * 2 >= lines.Count - 1;

    private static List<double> Bases(List<List<PageWord>>[] columns)
    {
        var bases = new List<double>();
        foreach (var line in columns.SelectMany(column => column).OrderByDescending(line => line[0].Base))
        {
            if (bases.Count == 0 || !IsAt(line, bases[^1]))
            {
                bases.Add(line[0].Base);
            }
        }

        return bases;
    }

    private static bool IsAt(List<PageWord> line, double at) => Math.Abs(line[0].Base - at) <= Math.Max(Near, 0.4 * line[0].Size);
}

/// <summary>The lines of a cell.</summary>
internal static class CellLines
{
    /// <summary>Words by line, from top to bottom and from left to right.</summary>
    public static List<List<PageWord>> Of(List<PageWord> words)
    {
        var lines = new List<List<PageWord>>();
        foreach (var word in words.OrderByDescending(word => word.Base))
        {
            if (lines.Count > 0 && lines[^1][0].Base - word.Base <= 0.4 * Math.Max(word.Size, lines[^1][0].Size))
            {
                lines[^1].Add(word);
            }
            else
            {
                lines.Add([word]);
            }
        }

        lines.ForEach(line => line.Sort((one, two) => one.Left.CompareTo(two.Left)));
        return lines;
    }
}
