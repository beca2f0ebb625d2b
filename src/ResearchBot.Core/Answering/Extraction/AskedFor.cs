using System.Globalization;
using System.Text.RegularExpressions;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>What a question asks for, and what an answer to it must speak of.</summary>
internal sealed class AskedFor(string question)
{
    public QuestionKind Kind { get; } = QuestionKinds.Of(question);

    /// <summary>Codes, versions and numbered names in the question.</summary>
    public Identifiers Identifiers { get; } = Identifiers.In(question);

    /// <summary>Quantities with units in the question, which rows and items may be about.</summary>
    public Conditions Conditions { get; } = Conditions.In(question);
}

/// <summary>Codes, versions, years and numbered names: an answer about another one is wrong.</summary>
internal sealed partial class Identifiers
{
    private readonly string[] _all;

    private Identifiers(string[] all) => _all = all;

    public static Identifiers In(string question) => new([.. Code().Matches(question)
        .Concat(Numbered().Matches(question))
        .Concat(Year().Matches(question))
        .Select(match => match.Value.Trim('.', ':', '-').ToLowerInvariant())
        .Where(text => text.Length > 1)
        .Distinct()]);

    /// <summary>The share of them that stand in a candidate or in what it stands under; 1 if there are none.</summary>
    public double ShareIn(Candidate candidate) => _all.Length == 0 ? 1 : _all.Count(one => StandsIn(one, candidate)) / (double)_all.Length;

    /// <summary>Those that stand in none of the texts.</summary>
    public IEnumerable<string> MissingIn(IReadOnlyCollection<Candidate> candidates) => _all.Where(one => !candidates.Any(candidate => StandsIn(one, candidate)));

    private static bool StandsIn(string identifier, Candidate candidate)
    {
        var version = candidate.Version;
        return Holds(candidate.Text, identifier) || Holds(version.Document.Title, identifier) || Holds(version.Document.Key, identifier)
            || Holds(version.Structure.At(candidate.Range.Start).Section, identifier) || Holds(candidate.Source.Text, identifier)
            || Holds(version.ContextOf(candidate.Source.Chunk), identifier);
    }

    /// <summary>Whether a text holds it with neither a letter, a digit nor a further part of a number beside it.</summary>
    private static bool Holds(ReadOnlySpan<char> text, string identifier)
    {
        for (var at = 0; at < text.Length;)
        {
            var found = text[at..].IndexOf(identifier, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return false;
            }

            var (start, end) = (at + found, at + found + identifier.Length);
            if ((start == 0 || !IsPart(text, start - 1, -1)) && (end == text.Length || !IsPart(text, end, 1)))
            {
                return true;
            }

            at = start + 1;
        }

        return false;
    }

    private static bool IsPart(ReadOnlySpan<char> text, int at, int step) =>
        char.IsLetterOrDigit(text[at])
        || (text[at] is '.' or '-' or ',' && at + step >= 0 && at + step < text.Length && char.IsDigit(text[at + step]));

    /// <summary>Letters and digits in one word, or parts of them joined; versions; names in camel case or with underscores.</summary>
    [GeneratedRegex(@"(?<![\w.-])(?=[\w.-]*\d)(?=[\w.-]*[A-Za-z.-])(?!\d+(st|nd|rd|th|h|m|s|d|k|hrs?|yrs?|am|pm|days?|ms|gb|mb|kb|tb|min|mins|sec|secs|x|%)\b)(?!\d+[.,]\d+\b(?!\.))[\w]+([.-]\w+)*|\b\w+_\w+\b|\b[A-Za-z]+[a-z][A-Z]\w+\b", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(1[5-9]|20)\d\d\b(?![-./,:]\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    /// <summary>A name with a small number: floor 3, tier 2, PEP 8.</summary>
    [GeneratedRegex(@"\b(floor|boiler|tier|level|phase|step|room|building|house|gate|line|pump|unit|version|section|chapter|article|part|type|class|grade|zone|pep|rfc|kep|step|layer|stage|band|plan|python) #?\d+(\.\d+)*\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}

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
            _ => (0, ""),
        };
        return double.IsNaN(value) ? (0, "") : (value * factor, dimension);
    }

    private const string Number = @"\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety";
    private const string Unit = @"[A-Za-z]+";

    [GeneratedRegex($@"\b(?<from>{Number})[ -]?(?<unit>{Unit})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Quantity();

    [GeneratedRegex($@"(?:\b(?<bound>more than|over|above|longer than|after|at least|from|minimum of|less than|under|below|fewer than|shorter than|up to|at most|no more than|within|maximum of)\s+)?\b(?<from>{Number})(?:\s*(?:to|and|-|–|—)\s*(?<to>{Number}))?[ -]?(?<unit>{Unit})\b(?<more>\s+(?:or more|and more|or longer|and over|or over|plus))?(?<less>\s+(?:or less|or fewer|or shorter|at most))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
