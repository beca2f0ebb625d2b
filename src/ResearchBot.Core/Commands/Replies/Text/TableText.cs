using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

/// <summary>A table as plain lines, one for each row.</summary>
public static class TableText
{
    /// <summary>The lines, foreign text made harmless. Where a table holds figures, they stand below each other.</summary>
    public static IEnumerable<string> Lines(TableReply table)
    {
        var cells = table.Rows.Select(row => row.Select(OutgoingText.CleanLine).ToArray()).ToArray();
        var figures = table.Columns.Select((_, i) => cells.Length > 0 && cells.All(row => IsFigure(row[i]))).ToArray();
        if (figures.Count(isFigure => isFigure) > 1)
        {
            Align(cells, figures);
        }

        return [OutgoingText.CleanLine(table.Title), .. cells.Select(row => "  " + string.Join(
            " · ", table.Columns.Zip(row, (column, value) => (column, value)).Where(cell => cell.value.Length > 0).Select(cell => $"{OutgoingText.CleanLine(cell.column)} {cell.value}")).TrimEnd())];
    }

    private static void Align(string[][] cells, bool[] figures)
    {
        for (var i = 0; i < figures.Length - 1; i++) // nothing stands behind the last
        {
            var width = cells.Max(row => row[i].Length);
            foreach (var row in cells)
            {
                row[i] = figures[i] ? row[i].PadLeft(width) : row[i].PadRight(width);
            }
        }
    }

    /// <summary>A number, or the dash that stands for none.</summary>
    private static bool IsFigure(string cell) => cell == "-" || (cell.Length > 0 && cell.All(c => char.IsAsciiDigit(c) || c == '.'));
}
