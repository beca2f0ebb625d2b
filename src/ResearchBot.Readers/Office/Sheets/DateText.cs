using System.Globalization;
using System.Text;

namespace ResearchBot.Readers.Office.Sheets;

/// <summary>Renders the day number of a spreadsheet by a format's section.</summary>
internal static class DateText
{
    private const double LastDay = 2_958_466; // 1 January 10000
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <returns>Null if the number is no day.</returns>
    public static string? Render(FormatSection section, double value, bool is1904)
    {
        var serial = is1904 ? value + 1_462 : value;
        if (serial is < 0 or >= LastDay || !double.IsFinite(serial))
        {
            return null;
        }

        var hasFraction = section.Tokens.Any(token => token.Kind == FormatKind.Digit && token.Text == "0");
        var seconds = hasFraction ? Math.Round(serial * 86_400, 3) : Math.Round(serial * 86_400);
        var moment = new DateTime(1899, 12, 30).AddDays(serial is > 0 and < 60 && !is1904 ? 1 : 0).AddSeconds(seconds);
        var isHalfDays = section.Tokens.Any(token => token.Kind == FormatKind.Date && token.Text.Contains('/', StringComparison.Ordinal));
        var text = new StringBuilder();
        for (var i = 0; i < section.Tokens.Count; i++)
        {
            var token = section.Tokens[i];
            text.Append(token.Kind switch
            {
                FormatKind.Date => Part(section.Tokens, i, moment, isHalfDays),
                FormatKind.Elapsed => Elapsed(token.Text, seconds),
                FormatKind.Digit when token.Text == "0" => FractionDigit(section.Tokens, i, moment),
                _ => token.Text,
            });
        }

        return text.ToString().Trim();
    }

    private static string Part(IReadOnlyList<FormatToken> tokens, int index, DateTime moment, bool isHalfDays)
    {
        var letters = tokens[index].Text;
        return letters[0] switch
        {
            'A' or 'a' => moment.Hour < 12 ? letters.Length > 3 ? "AM" : "A" : letters.Length > 3 ? "PM" : "P",
            'y' or 'e' or 'b' => moment.ToString(letters.Length <= 2 && letters[0] != 'e' ? "yy" : "yyyy", Invariant),
            'd' => moment.ToString(letters.Length > 4 ? "dddd" : letters.Length == 1 ? "%d" : letters, Invariant),
            'h' => (isHalfDays ? ((moment.Hour + 11) % 12) + 1 : moment.Hour).ToString(letters.Length > 1 ? "00" : "0", Invariant),
            's' => moment.Second.ToString(letters.Length > 1 ? "00" : "0", Invariant),
            _ when IsMinute(tokens, index) => moment.Minute.ToString(letters.Length > 1 ? "00" : "0", Invariant),
            _ => letters.Length == 5
                ? moment.ToString("MMM", Invariant)[..1]
                : moment.ToString(letters.Length switch { 1 => "%M", 2 => "MM", 3 => "MMM", _ => "MMMM" }, Invariant),
        };
    }

    /// <summary>An m is a minute after hours and before seconds, otherwise a month.</summary>
    private static bool IsMinute(IReadOnlyList<FormatToken> tokens, int index)
    {
        if (tokens[index].Text.Length > 2)
        {
            return false;
        }

        for (var before = index - 1; before >= 0; before--)
        {
            if (tokens[before].Kind is FormatKind.Date or FormatKind.Elapsed)
            {
                if (tokens[before].Text[0] == 'h')
                {
                    return true;
                }

                break;
            }
        }

        for (var after = index + 1; after < tokens.Count; after++)
        {
            if (tokens[after].Kind is FormatKind.Date or FormatKind.Elapsed)
            {
                return tokens[after].Text[0] == 's';
            }
        }

        return false;
    }

    private static string Elapsed(string letters, double seconds)
    {
        var count = letters[0] switch
        {
            'h' => Math.Floor(seconds / 3600),
            'm' => Math.Floor(seconds / 60),
            _ => Math.Floor(seconds),
        };
        return count.ToString(new string('0', letters.Length), Invariant);
    }

    private static string FractionDigit(IReadOnlyList<FormatToken> tokens, int index, DateTime moment)
    {
        var place = 0;
        for (var before = index; before >= 0 && tokens[before] is { Kind: FormatKind.Digit, Text: "0" }; before--)
        {
            place++;
        }

        return place > 3 ? "0" : moment.Millisecond.ToString("000", Invariant)[(place - 1)..place];
    }
}
