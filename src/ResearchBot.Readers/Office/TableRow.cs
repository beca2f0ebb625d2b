using System.Buffers;
using System.Globalization;

namespace ResearchBot.Readers.Office;

/// <summary>A row of a table before it is written.</summary>
/// <param name="IsHeader">Whether the file says that it is a header.</param>
internal sealed record TableRow(IReadOnlyList<Prose> Cells, bool IsHeader = false, bool IsHidden = false)
{
    public bool IsEmpty => Cells.All(cell => cell.IsEmpty);
}

/// <summary>Finds out which rows head a table: those that the file names, otherwise a first row that evidently does.</summary>
internal static class TableHeader
{
    private const int LongestName = 80;
    private static readonly SearchValues<char> Figures = SearchValues.Create("0123456789.,:/-+() %$€£¥");

    /// <summary>How many of the first rows are headers.</summary>
    public static int Count(IReadOnlyList<TableRow> rows)
    {
        var stated = rows.TakeWhile(row => row.IsHeader).Count();
        return stated > 0 && stated < rows.Count ? stated
            : rows.Count > 1 && IsEvident([.. rows[0].Cells.Select(cell => cell.ToString())], IsBold(rows[0]) && !IsBold(rows[1]), Values(rows.Skip(1))) ? 1
            : 0;
    }

    /// <summary>Whether a row names the columns below it: short, different names in all but the first cell, and either bold above what is not, or above
    /// figures, or of three columns and more.</summary>
    /// <param name="below">The next rows' values.</param>
    public static bool IsEvident(IReadOnlyList<string> names, bool isBoldAlone, IReadOnlyList<IReadOnlyList<string>> below)
    {
        if (names.Count < 2 || below.Count == 0
            || names.Skip(1).Any(string.IsNullOrWhiteSpace)
            || names.Any(name => name.Length > LongestName || (IsFigure(name) && !IsYear(name))) || names.All(IsYear)
            || names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count)
        {
            return false;
        }

        return isBoldAlone || names.Count > 2 || Enumerable.Range(0, names.Count).Any(column =>
            below.All(row => column >= row.Count || string.IsNullOrWhiteSpace(row[column]) || IsFigure(row[column]))
            && below.Any(row => column < row.Count && IsFigure(row[column])));
    }

    /// <summary>Whether a cell's text is a number, an amount, a percentage, a date or a time.</summary>
    public static bool IsFigure(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed.Length is > 0 and <= 30 && trimmed.IndexOfAnyInRange('0', '9') >= 0
            && (double.TryParse(trimmed.TrimEnd('%').Trim("$€£¥ \u00A0").ToString(), NumberStyles.Any, CultureInfo.InvariantCulture, out _)
                || trimmed.IndexOfAnyExcept(Figures) < 0);
    }

    private static bool IsYear(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2100;

    private static bool IsBold(TableRow row) => row.Cells.Any(cell => cell.IsBold) && row.Cells.All(cell => cell.IsEmpty || cell.IsBold);

    private static List<List<string>> Values(IEnumerable<TableRow> rows) =>
        [.. rows.Take(8).Select(row => row.Cells.Select(cell => cell.ToString()).ToList())];
}
