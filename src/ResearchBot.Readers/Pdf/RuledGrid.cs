namespace ResearchBot.Readers.Pdf;

/// <summary>Drawn lines that cross each other, as rows and columns. Cells that no line parts are one.</summary>
internal sealed class RuledGrid
{
    private const double Near = 3;
    private const int MostRows = 400;
    private const int MostColumns = 60;

    private readonly List<double> _xs;
    private readonly List<double> _ys;
    private readonly int[,] _startColumn;
    private readonly int[,] _startRow;

    private RuledGrid(List<double> xs, List<double> ys, List<Rule> across, List<Rule> upright)
    {
        (_xs, _ys) = (xs, ys);
        (_startColumn, _startRow) = (new int[Rows, Columns], new int[Rows, Columns]);
        for (var row = 0; row < Rows; row++)
        {
            var y = (ys[row] + ys[row + 1]) / 2;
            for (var column = 0; column < Columns; column++)
            {
                var x = (xs[column] + xs[column + 1]) / 2;
                var opensLeft = column > 0 && !upright.Exists(rule => Math.Abs(rule.At - xs[column]) <= Near && rule.From <= y && rule.To >= y);
                var opensUp = row > 0 && !across.Exists(rule => Math.Abs(rule.At - ys[row]) <= Near && rule.From <= x && rule.To >= x);
                _startColumn[row, column] = opensLeft ? _startColumn[row, column - 1] : column;
                _startRow[row, column] = opensUp ? _startRow[row - 1, column] : row;
            }
        }
    }

    public int Rows => _ys.Count - 1;

    public int Columns => _xs.Count - 1;

    public double Left => _xs[0];

    public double Right => _xs[^1];

    public double Top => _ys[0];

    public double Bottom => _ys[^1];

    /// <summary>The grids of a page that have at least two columns and lines across.</summary>
    public static IEnumerable<RuledGrid> FindAll(PageRules rules)
    {
        var group = Enumerable.Range(0, rules.Across.Count + rules.Upright.Count).ToArray();
        for (var i = 0; i < rules.Across.Count; i++)
        {
            for (var j = 0; j < rules.Upright.Count; j++)
            {
                if (Cross(rules.Across[i], rules.Upright[j]))
                {
                    group[Root(group, i)] = Root(group, rules.Across.Count + j);
                }
            }
        }

        foreach (var parts in Enumerable.Range(0, group.Length).GroupBy(i => Root(group, i)))
        {
            var across = parts.Where(i => i < rules.Across.Count).Select(i => rules.Across[i]).ToList();
            var upright = parts.Where(i => i >= rules.Across.Count).Select(i => rules.Upright[i - rules.Across.Count]).ToList();
            if (across.Count < 2 || upright.Count == 0)
            {
                continue;
            }

            var xs = Distinct([.. upright.Select(rule => rule.At), across.Min(rule => rule.From), across.Max(rule => rule.To)]);
            var ys = Distinct([.. across.Select(rule => rule.At), upright.Min(rule => rule.From), upright.Max(rule => rule.To)]);
            ys.Reverse();
            if (xs.Count is > 2 and <= MostColumns && ys.Count is > 1 and <= MostRows)
            {
                yield return new RuledGrid(xs, ys, across, upright);
            }
        }
    }

    public double WidthOf(int column) => _xs[column + 1] - _xs[column];

    public bool Holds(PageLine line)
    {
        var (x, y) = ((line.Left + line.Right) / 2, line.Base + (0.3 * line.Size));
        return x > Left && x < Right && y < Top && y > Bottom;
    }

    /// <summary>The column that a word stands in, whether or not a line parts it from the one before.</summary>
    public int ColumnOf(PageWord word) => Index(_xs, word.Middle, descending: false);

    /// <summary>Whether a line of text runs across columns that no line parts: its cell spans them. Otherwise only some of the lines are drawn.</summary>
    public bool Spans(PageLine line) => ColumnOf(line.Words[0]) < ColumnOf(line.Words[^1]) && CellOf(line.Words[0]) == CellOf(line.Words[^1]);

    /// <summary>The first cell of those that are one, in which a word stands.</summary>
    public (int Row, int Column) CellOf(PageWord word)
    {
        var row = Index(_ys, word.Base + (0.3 * word.Size), descending: true);
        var column = _startColumn[row, ColumnOf(word)];
        row = _startRow[row, column];
        return (row, _startColumn[row, column]);
    }

    private static int Index(List<double> marks, double at, bool descending)
    {
        var i = 0;
        while (i < marks.Count - 2 && (descending ? at < marks[i + 1] : at > marks[i + 1]))
        {
            i++;
        }

        return i;
    }

    private static bool Cross(Rule across, Rule upright) =>
        upright.At >= across.From - Near && upright.At <= across.To + Near && across.At >= upright.From - Near && across.At <= upright.To + Near;

    private static int Root(int[] group, int i)
    {
        while (group[i] != i)
        {
            i = group[i] = group[group[i]];
        }

        return i;
    }

    private static List<double> Distinct(List<double> marks)
    {
        marks.Sort();
        var distinct = new List<double>();
        foreach (var mark in marks)
        {
            if (distinct.Count == 0 || mark - distinct[^1] > Near)
            {
                distinct.Add(mark);
            }
        }

        return distinct;
    }
}
