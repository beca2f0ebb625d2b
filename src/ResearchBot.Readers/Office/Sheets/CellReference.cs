namespace ResearchBot.Readers.Office.Sheets;

/// <summary>Where a cell stands, from 1.</summary>
internal readonly record struct CellReference(int Column, int Row)
{
    public const int MostColumns = 16_384;
    public const int MostRows = 1_048_576;

    /// <summary>Reads a reference such as <c>B12</c>; null if it is none or lies outside of a sheet.</summary>
    public static CellReference? Parse(ReadOnlySpan<char> text)
    {
        var column = 0;
        var at = 0;
        for (; at < text.Length && char.IsAsciiLetter(text[at]) && at < 4; at++)
        {
            column = (column * 26) + (char.ToUpperInvariant(text[at]) - 'A') + 1;
        }

        return column is >= 1 and <= MostColumns && int.TryParse(text[at..], out var row) && row is >= 1 and <= MostRows
            ? new CellReference(column, row)
            : null;
    }
}
