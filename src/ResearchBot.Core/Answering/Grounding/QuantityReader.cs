using System.Collections.Frozen;
using System.Globalization;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Grounding;

/// <summary>Finds numbers that are not part of a date: digits in the language's format, and number words.</summary>
internal static class QuantityReader
{
    private const int UnitWords = 4;

    public static List<Quantity> Read(string text, IReadOnlyList<GroundingWord> words, IReadOnlyList<DateMention> dates, Language language)
    {
        var quantities = new List<Quantity>();
        for (var i = 0; i < words.Count; i++)
        {
            if (dates.FirstOrDefault(date => date.First <= i && i <= date.Last) is { } date)
            {
                i = date.Last;
                continue;
            }

            var first = i;
            var end = words[i].End;
            if (words[i].Kind == TokenKind.Number)
            {
                var value = DigitsAt(text, words[i].Start, language, ref end);
                while (i + 1 < words.Count && words[i + 1].Start < end)
                {
                    i++;
                }

                quantities.Add(Finish(text, words, value, first, ref i, end, isPlain: end == words[i].End && i == first));
            }
            else if (NumberNames.OrderOf(words[i].Folded) is { } order)
            {
                quantities.Add(new Quantity(order, QuantityKind.Ordinal, Bound.Exact, UnitsAfter(text, words, i, end), i, i, words[i].Written));
            }
            else if (NumberNames.ValueOf(words[i].Folded) is { } value)
            {
                while (value % 10 == 0 && value is > 10 and < 100 && i + 1 < words.Count && NumberNames.ValueOf(words[i + 1].Folded) is > 0 and < 10 and var ones)
                {
                    value += ones;
                    i++;
                }

                quantities.Add(Finish(text, words, value, first, ref i, words[i].End, isPlain: false));
            }
            else if (NumberNames.MagnitudeOf(words[i].Folded) is { } alone && words[i].Folded[^1] != 's')
            {
                quantities.Add(Finish(text, words, alone, first, ref i, end, isPlain: false));
            }
        }

        return quantities;
    }

    private static Quantity Finish(string text, IReadOnlyList<GroundingWord> words, double value, int first, ref int last, int end, bool isPlain)
    {
        var kind = isPlain && words[first].Written.Length == 4 && value is >= 1000 and <= 2100 ? QuantityKind.Year : QuantityKind.Count;
        if (last + 1 < words.Count && words[last + 1].Start == end && words[last + 1].Folded is "st" or "nd" or "rd" or "th" or "s" or "er")
        {
            kind = words[last + 1].Folded is "s" or "er" ? QuantityKind.Decade : QuantityKind.Ordinal;
            end = words[++last].End;
        }

        while (last + 1 < words.Count && NumberNames.MagnitudeOf(words[last + 1].Folded) is { } magnitude)
        {
            value *= magnitude;
            kind = QuantityKind.Count;
            end = words[++last].End;
        }

        value *= end < text.Length ? text[end] switch { '百' => 1e2, '千' => 1e3, '万' => 1e4, '亿' => 1e8, _ => 1 } : 1;
        var start = words[first].Start;
        if (start > 0 && text[start - 1] is '-' or '−' && (start == 1 || char.IsWhiteSpace(text[start - 2])))
        {
            value = -value;
        }

        var units = UnitsAfter(text, words, last, end);
        var sign = text.AsSpan(0, start).TrimEnd();
        if (sign.Length > 0 && sign[^1] is '$' or '€' or '£' or '¥')
        {
            units.Insert(0, NumberNames.UnitOf(sign[^1].ToString()));
        }

        kind = kind == QuantityKind.Year && units is [var unit, ..] && unit.StartsWith("unit", StringComparison.Ordinal) ? QuantityKind.Count : kind;
        return new Quantity(value, kind, BoundReader.Around(text, words, first, last), units, first, last, text[start..end]);
    }

    private static List<string> UnitsAfter(string text, IReadOnlyList<GroundingWord> words, int last, int end)
    {
        var units = new List<string>();
        var after = text.AsSpan(end).TrimStart();
        if (after.Length > 0 && after[0] == '%')
        {
            units.Add(NumberNames.UnitOf("%"));
        }

        for (var i = last + 1; i < words.Count && units.Count < UnitWords && words[i].Clause == words[last].Clause; i++)
        {
            if (words[i].Kind == TokenKind.Number || (units.Count == 0 && words[i].Folded is "and" or "but" or "und" or "aber" or "и" or "но"))
            {
                break;
            }

            if (words[i].IsContent || words[i].Folded == "per" || (i == last + 1 && words[i].Folded is "m" or "h"))
            {
                units.Add(NumberNames.UnitOf(words[i].Stem));
            }
        }

        return units;
    }

    /// <summary>The value of the digits from <paramref name="start"/> on, with separators; <paramref name="end"/> is moved behind them.</summary>
    private static double DigitsAt(string text, int start, Language language, ref int end)
    {
        var (thousands, point) = UsesComma(language) ? ('.', ',') : (',', '.');
        double value = 0;
        double scale = 0;
        var at = start;
        while (at < text.Length)
        {
            var c = text[at];
            var digit = CharUnicodeInfo.GetNumericValue(c);
            if (CharacterClass.Of(c) == CharacterClass.Digit && digit is > 0 and < 1)
            {
                value += digit;
            }
            else if (CharacterClass.Of(c) == CharacterClass.Digit && digit is >= 0 and <= 9)
            {
                value = scale > 0 ? value + (digit * scale) : (value * 10) + digit;
                scale /= 10;
            }
            else if (c == point && scale == 0 && DigitsFrom(text, at + 1) > 0)
            {
                scale = 0.1;
            }
            else if (!((c == thousands || c is '\u00A0' or '\u202F' or '\'') && scale == 0 && DigitsFrom(text, at + 1) == 3))
            {
                break;
            }

            at++;
        }

        end = Math.Max(end, at);
        return Math.Round(value, 9);
    }

    private static bool UsesComma(Language language) => language is not (Language.Unknown or Language.English or >= Language.Hebrew);

    private static int DigitsFrom(string text, int at)
    {
        var count = 0;
        while (at + count < text.Length && char.IsDigit(text[at + count]))
        {
            count++;
        }

        return count;
    }
}

/// <summary>A number in a sentence. Units are its sign ("%", "$") and the words after it, nearest first.</summary>
internal sealed record Quantity(double Value, QuantityKind Kind, Bound Bound, IReadOnlyList<string> Units, int First, int Last, string Written);

/// <summary>The role of a number.</summary>
internal enum QuantityKind
{
    /// <summary>It counts or measures.</summary>
    Count,

    /// <summary>An ordinal: "third", "19th".</summary>
    Ordinal,

    /// <summary>It looks like a year.</summary>
    Year,

    /// <summary>A decade: "1920s".</summary>
    Decade,
}

/// <summary>Number, ordinal, month and unit words of several languages, from <c>number-names.txt</c>, by folded word.</summary>
internal static class NumberNames
{
    private static readonly Dictionary<string, Dictionary<string, double>> Lists = Read();
    private static readonly FrozenDictionary<string, double> Values = Lists["Values"].ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, double> Magnitudes = Lists["Magnitudes"].ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, double> Orders = Lists["Orders"].ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, double> Months = Lists["Months"].ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, double> Units = Lists["Units"].ToFrozenDictionary(StringComparer.Ordinal);

    public static double? ValueOf(string word) =>
        Values.TryGetValue(word, out var value) ? value : char.IsAsciiDigit(word[0]) ? null : NumberWords.ValueOf(word);

    public static double? MagnitudeOf(string word) =>
        Magnitudes.TryGetValue(word, out var magnitude) ? magnitude : NumberWords.MagnitudeOf(word);

    public static double? OrderOf(string word) => Orders.TryGetValue(word, out var order) ? order : null;

    /// <summary>Whether it is a cardinal or ordinal; these are compared as numbers.</summary>
    public static bool IsNumber(string word) => ValueOf(word) is not null || OrderOf(word) is not null;

    public static int? MonthOf(GroundingWord word) =>
        (word.IsCapitalised || word.Written[0] > 'z') && Months.TryGetValue(word.Folded, out var month) ? (int)month : null;

    /// <summary>The common name of all spellings of a unit.</summary>
    public static string UnitOf(string stem) => Units.TryGetValue(stem, out var unit) ? $"unit {unit}" : stem;

    private static Dictionary<string, Dictionary<string, double>> Read()
    {
        using var stream = typeof(NumberNames).Assembly.GetManifestResourceStream("ResearchBot.Core.Answering.Grounding.number-names.txt")!;
        using var reader = new StreamReader(stream);
        var lists = new Dictionary<string, Dictionary<string, double>>();
        Dictionary<string, double>? own = null;
        while (reader.ReadLine() is { } line)
        {
            var words = line.StartsWith('#') ? [] : line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is [var name])
            {
                lists[name] = own = [];
            }
            else if (words is [var word, var value])
            {
                own![word] = double.Parse(value, CultureInfo.InvariantCulture);
            }
        }

        return lists;
    }
}
