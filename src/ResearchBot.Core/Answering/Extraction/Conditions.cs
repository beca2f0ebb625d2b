using System.Globalization;
using System.Text.RegularExpressions;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Quantities with units, compared as values: "2 days" meets "1 to 2 days" and not "2 weeks".</summary>
internal sealed partial class Conditions
{
    private readonly (double Value, string Dimension)[] _asked;

    private Conditions((double, string)[] asked) => _asked = asked;

    public static Conditions In(string question) => new([.. Quantity().Matches(question).Select(Read).Where(one => one.Dimension.Length > 0)]);

    /// <summary>Whether a text has a range that one of the quantities lies in, or has only ranges of its unit that it lies outside of.</summary>
    public (bool Meets, bool Fails) Compare(ReadOnlySpan<char> text)
    {
        if (_asked.Length == 0 || text.Length > AnswerUnits.LongestList)
        {
            return (false, false);
        }

        var ranges = Ranges(text.ToString());
        var (meets, fails) = (false, false);
        foreach (var (value, dimension) in _asked)
        {
            var same = ranges.Where(range => range.Dimension == dimension).ToArray();
            meets |= same.Any(range => value >= range.Least && value <= range.Most);
            fails |= same.Length > 0 && !same.Any(range => value >= range.Least && value <= range.Most);
        }

        return (meets, fails && !meets);
    }

    private static List<(double Least, double Most, string Dimension)> Ranges(string text)
    {
        var ranges = new List<(double, double, string)>();
        foreach (Match match in Range().Matches(text))
        {
            var (last, dimension) = Value(match.Groups["to"].Success ? match.Groups["to"].Value : match.Groups["from"].Value, match.Groups["unit"].Value);
            if (dimension.Length == 0)
            {
                continue;
            }

            var first = Value(match.Groups["from"].Value, match.Groups["unit"].Value).Value;
            ranges.Add(match.Groups["bound"].Value.ToLowerInvariant() switch
            {
                _ when match.Groups["to"].Success => (first, last, dimension),
                "more than" or "over" or "above" or "longer than" or "after" => (last + (last * 1e-9), double.MaxValue, dimension),
                "at least" or "from" or "minimum of" => (last, double.MaxValue, dimension),
                "less than" or "under" or "below" or "fewer than" or "shorter than" => (0, last - (last * 1e-9), dimension),
                "up to" or "at most" or "no more than" or "within" or "maximum of" => (0, last, dimension),
                _ when match.Groups["more"].Success => (last, double.MaxValue, dimension),
                _ when match.Groups["less"].Success => (0, last, dimension),
                _ => (last, last, dimension),
            });
        }

        return ranges;
    }

    private static (double Value, string Dimension) Read(Match match) => Value(match.Groups["from"].Value, match.Groups["unit"].Value);

    private static (double Value, string Dimension) Value(string number, string unit)
    {
        number = number.Replace(",", "", StringComparison.Ordinal);
        var value = NumberWords.ValueOf(number) ?? (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? read : double.NaN);
        var (factor, dimension) = unit.ToLowerInvariant().TrimEnd('.') switch
        {
            "second" or "seconds" or "sec" or "secs" => (1.0 / 3600, "time"),
            "minute" or "minutes" or "min" or "mins" => (1.0 / 60, "time"),
            "hour" or "hours" or "hr" or "hrs" or "h" => (1.0, "time"),
            "day" or "days" or "night" or "nights" => (24.0, "time"),
            "week" or "weeks" or "wk" or "wks" => (168.0, "time"),
            "month" or "months" => (730.0, "time"),
            "year" or "years" or "yr" or "yrs" => (8760.0, "time"),
            "kb" => (1e3, "bytes"), "mb" => (1e6, "bytes"), "gb" => (1e9, "bytes"), "tb" => (1e12, "bytes"),
            "kg" => (1e3, "weight"), "g" => (1.0, "weight"), "km" => (1e3, "length"), "miles" or "mile" => (1609.0, "length"), "m" => (1.0, "length"),
            "people" or "persons" or "employees" or "users" => (1.0, "people"),
            "dollars" or "usd" => (1.0, "dollar"), "euros" or "eur" => (1.0, "euro"),
            "€" => (1.0, "euro"), "$" => (1.0, "dollar"), "£" => (1.0, "pound"), "percent" or "%" => (1.0, "percent"),
            { Length: > 3 } other => (1.0, other.TrimEnd('s')), // what is counted
            _ => (0, ""),
        };
        return double.IsNaN(value) ? (0, "") : (value * factor, dimension);
    }

    private const string Number = @"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety";
    private const string Unit = @"[A-Za-z]+\b|%";

    [GeneratedRegex($@"(?:(?<unit>[€$£]) ?(?<from>{Number})(?![\d.,]\d)|\b(?<from>{Number})[ -]?(?<unit>{Unit}))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Quantity();

    [GeneratedRegex($@"(?:\b(?<bound>more than|over|above|longer than|after|at least|from|minimum of|less than|under|below|fewer than|shorter than|up to|at most|no more than|within|maximum of)\s+)?(?:(?<unit>[€$£]) ?(?<from>{Number})(?:\s*(?:to|and|-|–|—)\s*[€$£]?(?<to>{Number}))?(?![\d.,]\d)|\b(?<from>{Number})(?:\s*(?:to|and|-|–|—)\s*(?<to>{Number}))?[ -]?(?<unit>{Unit}))(?<more>\s+(?:or more|and more|or longer|and over|or over|plus))?(?<less>\s+(?:or less|or fewer|or shorter|at most))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
