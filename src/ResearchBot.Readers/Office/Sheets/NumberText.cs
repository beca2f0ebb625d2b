using System.Globalization;
using System.Text;

namespace ResearchBot.Readers.Office.Sheets;

/// <summary>Renders a number by a format's section that is no date.</summary>
internal static class NumberText
{
    private const int MostDigits = 30;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <param name="value">Not negative.</param>
    public static string Render(FormatSection section, double value)
    {
        if (!double.IsFinite(value))
        {
            return value.ToString(Invariant);
        }

        var digits = section.Tokens.Where(token => token.Kind == FormatKind.Digit).Select(token => token.Text[0]).ToArray();
        if (digits.Contains('/'))
        {
            return Around(section, Fraction(digits, value));
        }

        if (section.Tokens.Any(token => token.Kind == FormatKind.Exponent))
        {
            var mantissa = section.Tokens.TakeWhile(token => token.Kind != FormatKind.Exponent).Count(token => token.Kind == FormatKind.Digit);
            return Around(section, Scientific(digits[..mantissa], section.Tokens.First(token => token.Kind == FormatKind.Exponent).Text, value));
        }

        foreach (var _ in digits.Where(digit => digit == '%').Take(4))
        {
            value *= 100;
        }

        return Plain(section, digits, value);
    }

    private static string Plain(FormatSection section, char[] digits, double value)
    {
        var point = Array.IndexOf(digits, '.');
        var places = point < 0 ? [] : digits[(point + 1)..].Where(digit => digit is '0' or '#' or '?').Take(MostDigits).ToArray();
        var wholes = (point < 0 ? digits : digits[..point]).Where(digit => digit is '0' or '#' or '?').ToArray();
        var lastDigit = Array.FindLastIndex(digits, digit => digit is '0' or '#' or '?');
        var thousands = digits.Skip(lastDigit + 1).TakeWhile(digit => digit == ',').Count();
        for (var i = 0; i < Math.Min(thousands, 5); i++)
        {
            value /= 1000;
        }

        var grouped = (point < 0 ? digits : digits[..point]).Take(lastDigit < 0 ? 0 : lastDigit + 1).Contains(',');
        var number = Rounded(value, places.Length);
        var whole = number.Split('.')[0].TrimStart('0').PadLeft(Math.Min(wholes.Count(digit => digit == '0'), MostDigits), '0');
        var parts = number.Split('.') is [_, var after] ? after : "";
        var kept = parts.Length;
        while (kept > 0 && parts[kept - 1] == '0' && places[kept - 1] != '0')
        {
            kept--;
        }

        return Placed(section, grouped ? Grouped(whole) : whole, parts[..kept], wholes.Length);
    }

    /// <summary>Puts the digits where their places are: literal text may stand among them, as in telephone numbers.</summary>
    private static string Placed(FormatSection section, string whole, string decimals, int wholePlaces)
    {
        var text = new StringBuilder();
        var isAfter = false;
        var left = wholePlaces;
        var written = 0;
        foreach (var token in section.Tokens)
        {
            if (token.Kind == FormatKind.Literal)
            {
                text.Append(token.Text);
            }
            else if (token.Kind == FormatKind.Digit && token.Text[0] == '%')
            {
                text.Append('%');
            }
            else if (token.Kind == FormatKind.Digit && token.Text[0] == '.')
            {
                text.Append(left == wholePlaces && !isAfter ? whole[written..] : "");
                (written, isAfter) = (isAfter ? written : 0, true);
                text.Append(decimals.Length > 0 ? "." : "");
            }
            else if (token.Kind == FormatKind.Digit && token.Text[0] is '0' or '#' or '?')
            {
                if (isAfter)
                {
                    text.Append(written < decimals.Length ? decimals[written..(written + 1)] : "");
                    written += written < decimals.Length ? 1 : 0;
                    continue;
                }

                left--;
                var until = Until(whole, left);
                text.Append(whole[written..Math.Max(written, until)]);
                written = Math.Max(written, until);
            }
        }

        return text.ToString().Trim();
    }

    /// <summary>Where the digits end that come before the last <paramref name="left"/> ones; separators stay with the digit before them.</summary>
    private static int Until(string whole, int left)
    {
        var at = whole.Length;
        while (left > 0 && at > 0)
        {
            at--;
            left -= char.IsAsciiDigit(whole[at]) ? 1 : 0;
        }

        return at;
    }

    private static string Rounded(double value, int places) => value < 1e15
        ? Math.Round((decimal)value, Math.Min(places, 15), MidpointRounding.AwayFromZero).ToString("F" + places, Invariant)
        : value < 1e60 ? value.ToString("F" + places, Invariant) : value.ToString("R", Invariant).Replace('.', '0');

    private static string Grouped(string whole)
    {
        var text = new StringBuilder(whole);
        for (var at = whole.Length - 3; at > 0; at -= 3)
        {
            text.Insert(at, ',');
        }

        return text.ToString();
    }

    private static string Scientific(char[] digits, string sign, double value)
    {
        var point = Array.IndexOf(digits, '.');
        var mantissa = point < 0 ? "0" : "0." + new string('0', Math.Clamp(digits.Length - point - 1, 0, 15));
        var text = value.ToString(mantissa + "E+00", Invariant);
        return sign[1] == '-' ? text.Replace("E+", "E", StringComparison.Ordinal) : text;
    }

    private static string Fraction(char[] digits, double value)
    {
        var places = Math.Clamp(digits.Skip(Array.IndexOf(digits, '/') + 1).Count(digit => digit is '?' or '#' or '0'), 1, 4);
        var hasWhole = digits.TakeWhile(digit => digit != '/').Count(digit => digit is '#' or '0' or '?') > places || digits[0] == '#' || digits[0] == '0';
        var whole = Math.Floor(value);
        var rest = hasWhole ? value - whole : value;
        var (top, bottom, least) = (0d, 1d, double.MaxValue);
        for (var divisor = 1; divisor < Math.Pow(10, places); divisor++)
        {
            var upper = Math.Round(rest * divisor);
            var error = Math.Abs(rest - (upper / divisor));
            if (error < least - 1e-12)
            {
                (top, bottom, least) = (upper, divisor, error);
            }
        }

        (whole, top) = hasWhole && top == bottom ? (whole + 1, 0) : (whole, top);
        return top == 0 ? whole.ToString("F0", Invariant)
            : (hasWhole && whole != 0 ? whole.ToString("F0", Invariant) + " " : "") + top.ToString("F0", Invariant) + "/" + bottom.ToString("F0", Invariant);
    }

    /// <summary>The number between the literal text before its first and after its last place.</summary>
    private static string Around(FormatSection section, string number)
    {
        var text = new StringBuilder();
        var isWritten = false;
        foreach (var token in section.Tokens)
        {
            if (token.Kind == FormatKind.Literal && token.Text != " ")
            {
                text.Append(token.Text);
            }
            else if (!isWritten && token.Kind == FormatKind.Digit)
            {
                text.Append(number);
                isWritten = true;
            }
        }

        return text.ToString().Trim();
    }
}
