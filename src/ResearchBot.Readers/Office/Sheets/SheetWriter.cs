namespace ResearchBot.Readers.Office.Sheets;

/// <summary>A cell that shows something.</summary>
/// <param name="Column">From 1.</param>
internal readonly record struct SheetCell(int Column, string Text, bool IsBold = false);

/// <summary>A row with its cells in the order of their columns.</summary>
/// <param name="Number">From 1, as the program shows it.</param>
internal sealed record SheetRow(int Number, IReadOnlyList<SheetCell> Cells, bool IsHidden = false);

/// <summary>A range that the file itself calls a table.</summary>
internal sealed record SheetTable(int FirstRow, int LastRow, bool HasHeader);

/// <summary>Writes a sheet row by row: its name as a heading, then its tables, which blank rows part. A header is looked for in the first rows of
/// each.</summary>
internal sealed class SheetWriter(DocumentBuilder builder, string name, bool isHidden)
{
    private const int Window = 30;
    private const int DeepestHeader = 3;
    private const int LongestBlank = 16;

    private readonly List<SheetRow> _first = [];
    private readonly HashSet<int> _hiddenColumns = [];
    private List<int> _columns = [];
    private HeaderRow? _header;
    private bool _isDecided;
    private bool _isHeaded;
    private int _last;

    public IReadOnlyList<SheetTable> Tables { get; set; } = [];

    /// <summary>Whether no sheet stands before it. A name such as "Sheet1" is then no heading.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Says that a person does not see a range of columns.</summary>
    public void HideColumns(int first, int last)
    {
        for (var column = Math.Max(first, 1); column <= Math.Min(last, 16_384); column++)
        {
            _hiddenColumns.Add(column);
        }
    }

    /// <summary>Takes the next row; rows without cells are left out.</summary>
    public void Add(SheetRow row)
    {
        if (row.Cells.Count == 0)
        {
            return;
        }

        if (row.Number != _last + 1 || Tables.Any(table => table.FirstRow == row.Number || table.LastRow == _last))
        {
            EndTable(row.Number == _last + 2);
        }

        _last = row.Number;
        if (_isDecided)
        {
            Write(row);
            return;
        }

        _first.Add(row);
        if (_first.Count == Window)
        {
            Decide();
        }
    }

    /// <summary>Writes what is left.</summary>
    public void End() => EndTable(goesOn: false);

    /// <summary>Text that stands on the sheet but in no cell: a comment, a text box, a chart's title.</summary>
    public void Add(BlockKind kind, Prose prose, int? row)
    {
        if (!prose.IsEmpty)
        {
            Head();
            builder.Place = new PlaceMark(0) { Sheet = name, Row = row };
            builder.Add(kind, prose.ToString(), hidden: isHidden);
        }
    }

    /// <summary>A chart that is a sheet of its own.</summary>
    public void Add(Drawing.DrawingText chart)
    {
        Head();
        builder.Place = new PlaceMark(0) { Sheet = name };
        chart.Write(new FlowWriter(builder) { IsHidden = isHidden });
    }

    /// <summary>A word and a number: "Sheet1" in any language.</summary>
    private bool IsGivenByProgram =>
        name.TrimEnd("0123456789".ToCharArray()).TrimEnd() is var word && word.Length < name.Length && word.All(char.IsLetter);

    private void Head()
    {
        if (!_isHeaded && !(IsFirst && IsGivenByProgram))
        {
            builder.Place = new PlaceMark(0) { Sheet = name };
            builder.Add(BlockKind.Heading, name, level: 1, hidden: isHidden);
        }

        _isHeaded = true;
    }

    /// <param name="goesOn">Whether only one blank row follows.</param>
    private void EndTable(bool goesOn)
    {
        if (!_isDecided && _first.Count > 0)
        {
            Decide();
        }

        _isDecided = false;
        _header = goesOn ? _header : null;
    }

    private void Decide()
    {
        Head();
        _isDecided = true;
        var header = FindHeader();
        var above = header is null ? _header : null;
        _columns = [.. _first.SelectMany(row => row.Cells).Select(cell => cell.Column).Where(column => !_hiddenColumns.Contains(column)).Distinct().Order()];
        _header = null;
        if (above is not null && above.FitsAlso(_columns))
        {
            (_header, _columns) = (above, above.Columns);
        }

        var wide = _columns.Count > 0 && _columns[^1] - _columns[0] < _columns.Count + LongestBlank;
        if (wide && _header is null)
        {
            _columns = [.. Enumerable.Range(_columns[0], _columns[^1] - _columns[0] + 1).Where(column => !_hiddenColumns.Contains(column))];
        }

        for (var i = 0; i < _first.Count; i++)
        {
            if (i < header && _first[i].Cells.Count == 1)
            {
                Begin(BlockKind.Caption, _first[i], hidden: false);
                builder.Write(_first[i].Cells[0].Text);
                builder.End();
            }
            else if (i == header)
            {
                _header = WriteCells(BlockKind.Header, _first[i], _columns) is { } index ? new HeaderRow(index, _columns) : null;
            }
            else
            {
                Write(_first[i]);
            }
        }

        _first.Clear();
    }

    /// <summary>The index of the row that heads the table; null if there is none.</summary>
    private int? FindHeader()
    {
        if (Tables.FirstOrDefault(table => table.FirstRow == _first[0].Number) is { } stated)
        {
            return stated.HasHeader && _first.Count > 1 ? 0 : null;
        }

        var columns = _first.SelectMany(row => row.Cells).Select(cell => cell.Column).Distinct().Count();
        for (var i = 0; i < Math.Min(DeepestHeader, _first.Count - 1); i++)
        {
            var cells = _first[i].Cells;
            var isBold = cells.All(cell => cell.IsBold) && !_first[i + 1].Cells.All(cell => cell.IsBold);
            if (cells.Count * 5 >= columns * 3 && TableHeader.IsEvident([.. cells.Select(cell => cell.Text)], isBold, Below(i)))
            {
                return i;
            }

            if (cells.Count > 1 && cells.Any(cell => TableHeader.IsFigure(cell.Text)))
            {
                return null; // values have begun
            }
        }

        return null;
    }

    /// <summary>What stands in the header's columns below it.</summary>
    private List<string[]> Below(int header) => [.. _first.Skip(header + 1).Take(8).Select(row =>
        _first[header].Cells.Select(cell => row.Cells.FirstOrDefault(one => one.Column == cell.Column).Text ?? "").ToArray())];

    private void Write(SheetRow row) => WriteCells(BlockKind.Row, row, _columns);

    private int? WriteCells(BlockKind kind, SheetRow row, List<int> columns)
    {
        int? index = null;
        var seen = row.Cells.Where(cell => !_hiddenColumns.Contains(cell.Column)).ToList();
        if (seen.Count > 0)
        {
            Begin(kind, row, hidden: false);
            Cells(seen, columns);
            index = builder.End();
        }

        if (seen.Count < row.Cells.Count)
        {
            Begin(BlockKind.Row, row, hidden: true);
            Cells([.. row.Cells.Where(cell => _hiddenColumns.Contains(cell.Column))], []);
            builder.End();
        }

        return index;
    }

    private void Begin(BlockKind kind, SheetRow row, bool hidden)
    {
        builder.Place = new PlaceMark(0) { Sheet = name, Row = row.Number };
        builder.Begin(kind, under: kind == BlockKind.Row && !hidden ? _header?.Block : null, hidden: hidden || isHidden || row.IsHidden);
    }

    /// <summary>The cells in the table's columns; those outside of them follow at the end.</summary>
    private void Cells(List<SheetCell> cells, List<int> columns)
    {
        var at = 0;
        var outside = new List<SheetCell>();
        foreach (var cell in cells)
        {
            var column = columns.BinarySearch(cell.Column);
            if (column < 0)
            {
                outside.Add(cell);
                continue;
            }

            for (; at < column; at++)
            {
                builder.NextCell();
            }

            builder.Write(cell.Text);
        }

        for (; outside.Count > 0 && outside.Count < cells.Count && at < columns.Count - 1; at++)
        {
            builder.NextCell();
        }

        for (var i = 0; i < outside.Count; i++)
        {
            if (i > 0 || outside.Count < cells.Count)
            {
                builder.NextCell();
            }

            builder.Write(outside[i].Text);
        }
    }

    /// <summary>A header that was written.</summary>
    private sealed record HeaderRow(int Block, List<int> Columns)
    {
        /// <summary>Whether rows after a blank one go on with the table: at least half of the columns, and no other one.</summary>
        public bool FitsAlso(List<int> columns) => columns.Count * 2 >= Columns.Count && columns.All(column => Columns.BinarySearch(column) >= 0);
    }
}
