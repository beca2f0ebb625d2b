using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace ResearchBot.Readers.Pdf;

/// <summary>A straight line that is drawn on a page: of one x and a range of y, or of one y and a range of x.</summary>
internal readonly record struct Rule(double At, double From, double To)
{
    public double Length => To - From;
}

/// <summary>The lines that are drawn on a page, such as those of tables.</summary>
internal sealed class PageRules
{
    /// <summary>Drawings have many more than tables.</summary>
    private const int Most = 4_000;

    private const double Thin = 3;

    private const double Shortest = 4;

    private readonly List<Rule> _across = [];
    private readonly List<Rule> _upright = [];

    private PageRules()
    {
    }

    public static PageRules None { get; } = new();

    /// <summary>Horizontal ones, from top to bottom.</summary>
    public IReadOnlyList<Rule> Across => _across;

    /// <summary>Vertical ones, from left to right.</summary>
    public IReadOnlyList<Rule> Upright => _upright;

    public static PageRules Of(Page page, PageTurn turn)
    {
        var rules = new PageRules();
        foreach (var path in page.Paths)
        {
            if ((!path.IsStroked && !path.IsFilled) || path.IsClipping)
            {
                continue;
            }

            foreach (var part in path)
            {
                if (rules._across.Count + rules._upright.Count > Most)
                {
                    return None;
                }

                rules.Add(part, path.IsStroked, turn);
            }
        }

        Join(rules._across);
        Join(rules._upright);
        rules._across.Reverse();
        return rules;
    }

    /// <summary>Whether a rule stands between two words of a line.</summary>
    public bool Part(PageWord left, PageWord right)
    {
        var middle = right.Base + (0.3 * right.Size);
        foreach (var rule in _upright)
        {
            if (rule.At > left.Right - 1 && rule.At < right.Left + 1 && rule.From <= middle && rule.To >= middle)
            {
                return true;
            }
        }

        return false;
    }

    private void Add(PdfSubpath part, bool isStroked, PageTurn turn)
    {
        if (part.Commands.Count > 200 || part.GetBoundingRectangle() is not { } box)
        {
            return;
        }

        var (left, bottom) = turn.Of(box.Left, box.Bottom);
        var (right, top) = turn.Of(box.Right, box.Top);
        (left, right) = (Math.Min(left, right), Math.Max(left, right));
        (bottom, top) = (Math.Min(bottom, top), Math.Max(bottom, top));
        var (width, height) = (right - left, top - bottom);
        if (height <= Thin && width >= Shortest && width > 2 * height)
        {
            _across.Add(new Rule((top + bottom) / 2, left, right));
        }
        else if (width <= Thin && height >= Shortest && height > 2 * width)
        {
            _upright.Add(new Rule((left + right) / 2, bottom, top));
        }
        else if (part.IsDrawnAsRectangle && width > Thin && height > Thin)
        {
            _across.Add(new Rule(top, left, right));
            _across.Add(new Rule(bottom, left, right));
            _upright.Add(new Rule(left, bottom, top));
            _upright.Add(new Rule(right, bottom, top));
        }
        else if (isStroked)
        {
            AddStrokes(part, turn);
        }
    }

    private void AddStrokes(PdfSubpath part, PageTurn turn)
    {
        foreach (var line in part.Commands.OfType<PdfSubpath.Line>())
        {
            var (x1, y1) = turn.Of(line.From.X, line.From.Y);
            var (x2, y2) = turn.Of(line.To.X, line.To.Y);
            if (Math.Abs(y1 - y2) < 1 && Math.Abs(x1 - x2) >= Shortest)
            {
                _across.Add(new Rule((y1 + y2) / 2, Math.Min(x1, x2), Math.Max(x1, x2)));
            }
            else if (Math.Abs(x1 - x2) < 1 && Math.Abs(y1 - y2) >= Shortest)
            {
                _upright.Add(new Rule((x1 + x2) / 2, Math.Min(y1, y2), Math.Max(y1, y2)));
            }
        }
    }

    /// <summary>Joins pieces of one line, and a line that is drawn as a thin box.</summary>
    private static void Join(List<Rule> rules)
    {
        rules.Sort((one, two) => one.At != two.At ? one.At.CompareTo(two.At) : one.From.CompareTo(two.From));
        var joined = new List<Rule>();
        foreach (var rule in rules)
        {
            var i = joined.Count - 1;
            while (i >= 0 && rule.At - joined[i].At <= 2 && (rule.From > joined[i].To + 3 || rule.To < joined[i].From - 3))
            {
                i--;
            }

            if (i >= 0 && rule.At - joined[i].At <= 2)
            {
                joined[i] = joined[i] with { From = Math.Min(joined[i].From, rule.From), To = Math.Max(joined[i].To, rule.To) };
            }
            else
            {
                joined.Add(rule);
            }
        }

        rules.Clear();
        rules.AddRange(joined);
    }
}

/// <summary>Turns a page's coordinates so that lines of one direction run to the right.</summary>
/// <param name="Degrees">The direction of the lines, counter-clockwise, where they run now.</param>
internal readonly record struct PageTurn(int Degrees)
{
    private readonly double _cos = Cos(Degrees);
    private readonly double _sin = Cos(Degrees - 90);

    public (double X, double Y) Of(double x, double y) => ((x * _cos) + (y * _sin), (y * _cos) - (x * _sin));

    private static double Cos(int degrees) => (((degrees % 360) + 360) % 360) switch
    {
        0 => 1, 90 or 270 => 0, 180 => -1, _ => Math.Cos(degrees * Math.PI / 180),
    };
}
