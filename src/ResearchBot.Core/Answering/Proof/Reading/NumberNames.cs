using System.Collections.Frozen;
using System.Globalization;
using ResearchBot.Core.Answering.Figures;

namespace ResearchBot.Core.Answering.Proof;

/// <summary>What words of several languages say of numbers, orders, months and units, from <c>number-names.txt</c>; by folded words.</summary>
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

    /// <summary>Whether it says how many or which; what it says is compared as a number.</summary>
    public static bool IsNumber(string word) => ValueOf(word) is not null || OrderOf(word) is not null;

    public static int? MonthOf(ProofWord word) =>
        (word.IsCapitalised || word.Written[0] > 'z') && Months.TryGetValue(word.Folded, out var month) ? (int)month : null;

    /// <summary>A name for a unit that all its spellings share.</summary>
    public static string UnitOf(string stem) => Units.TryGetValue(stem, out var unit) ? $"unit {unit}" : stem;

    private static Dictionary<string, Dictionary<string, double>> Read()
    {
        using var stream = typeof(NumberNames).Assembly.GetManifestResourceStream("ResearchBot.Core.Answering.Proof.number-names.txt")!;
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
