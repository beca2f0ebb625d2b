using System.Globalization;
using AngleSharp.Dom;

namespace ResearchBot.Readers.Html;

/// <summary>The tables of a page that are read by row and column; the cells of layout tables are blocks.</summary>
internal sealed class HtmlTables(BlockFlow flow, IReadOnlySet<IElement> layout)
{
    private const int MostColumns = 500;

    /// <summary>By column, the first row that a cell above does not reach down to.</summary>
    private readonly int[] _free = new int[MostColumns];

    private IElement? _table;
    private int? _header;
    private int? _under;
    private bool _body;
    private int _column;
    private int _row;
    private int _last;
    private bool _isHeader;
    private string? _picture;

    /// <returns>Whether the element is part of a table that is read by row and column.</returns>
    public bool Edge(IElement element, bool entering)
    {
        switch (element.LocalName)
        {
            case "table" when entering && _table is null && !layout.Contains(element):
                flow.End();
                (_table, _header, _under, _body, _row) = (element, null, flow.LeadIn(), false, 0);
                Array.Clear(_free);
                return true;
            case "table" when element == _table:
                flow.End();
                _table = null;
                return true;
            case "caption" when _table is not null:
                flow.End();
                flow.Captions += entering ? 1 : -1;
                return true;
            case "tr" when _table is not null:
                flow.End();
                if (entering)
                {
                    (_row, _column, _last, _isHeader) = (_row + 1, -1, -1, !_body && IsHeader(element));
                    _body |= !_isHeader;
                }

                return true;
            case "td" or "th" when _table is not null:
                Cell(element, entering);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A picture's words stand for it in a cell that has no others.</summary>
    public void Picture(string? words) => _picture ??= words;

    private void Cell(IElement cell, bool entering)
    {
        if (!entering)
        {
            if (_picture is { } words && flow.IsCellEmpty)
            {
                flow.Write(words, line: null);
            }

            flow.Cell = null;
            return;
        }

        var column = _column + 1;
        while (column < MostColumns && _free[column] > _row)
        {
            column++;
        }

        var across = Span(cell, "colspan");
        var down = Span(cell, "rowspan");
        for (_column = column; _column < MostColumns && _column < column + across; _column++)
        {
            _free[_column] = _row + down;
        }

        _column--;
        _picture = null;
        flow.Cell = () => Begin(column);
    }

    private void Begin(int column)
    {
        if (_last < 0)
        {
            var block = flow.Begin(_isHeader ? BlockKind.Header : BlockKind.Row, _header ?? _under);
            _header = _isHeader ? block : _header;
        }

        flow.Cells(column - Math.Max(0, _last));
        _last = column;
    }

    private static bool IsHeader(IElement row) => row.ParentElement?.LocalName == "thead" || (row.Children.Length > 0
        && row.Children.All(cell => cell.LocalName == "th" || (string.IsNullOrWhiteSpace(cell.TextContent) && row.Children[0].LocalName == "th")));

    private static int Span(IElement cell, string name) =>
        int.TryParse(cell.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var span) ? Math.Clamp(span, 1, MostColumns) : 1;
}
