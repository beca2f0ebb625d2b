using System.Globalization;
using System.Text;

namespace ResearchBot.Readers;

/// <summary>Short texts that a document states about itself: titles, names, headings.</summary>
internal static class StatedText
{
    private const int MaxLength = 500;

    /// <summary>On one line, single spaces, no control characters, no lone surrogates, at most 500 UTF-16 units.</summary>
    public static string Clean(string stated)
    {
        var text = new StringBuilder(Math.Min(stated.Length, MaxLength));
        var gap = false;
        foreach (var rune in stated.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                gap = text.Length > 0;
                continue;
            }

            if (text.Length + rune.Utf16SequenceLength + 1 > MaxLength)
            {
                break;
            }

            text.Append(gap ? " " : "").Append(rune);
            gap = false;
        }

        return text.ToString();
    }
}

/// <summary>Dates as documents state them.</summary>
internal static class StatedDate
{
    private static readonly string[] Days =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd",
        "d MMMM yyyy", "d MMM yyyy", "MMMM d, yyyy", "MMM d, yyyy", "MMMM d yyyy", "MMM d yyyy",
        "ddd, d MMM yyyy", "dddd, d MMMM yyyy", "dddd, MMMM d, yyyy", "ddd MMM d yyyy",
    ];

    private static readonly string[] Months = ["yyyy-M", "yyyy/M", "MMMM yyyy", "MMM yyyy"];

    /// <summary>The day, month or year that is stated, in ISO form; null if the order of day and month is open or nothing fits.</summary>
    public static string? ToIso(string? stated)
    {
        if (stated is null || stated.Length > 100)
        {
            return null;
        }

        var text = WithoutTime(stated.Trim());
        if (Fits(text, Days, out var day))
        {
            return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        if (Fits(text, Months, out var month))
        {
            return month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        }

        return Fits(text, ["yyyy"], out _) ? text : null;
    }

    private static bool Fits(string text, string[] forms, out DateOnly date) =>
        DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out date) && date.Year >= 1000;

    /// <summary>Cuts a time of day: from a T between digits, or from the blank before the first colon's digits.</summary>
    private static string WithoutTime(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var from = colon < 0 ? text.Length : text.LastIndexOfAny([' ', 'T', 't'], colon);
        return from <= 0 ? text : text[..from].TrimEnd(' ', ',');
    }
}
