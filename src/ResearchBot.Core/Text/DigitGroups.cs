namespace ResearchBot.Core.Text;

/// <summary>Digits that are one number though they are written in groups: a telephone number by its last eight digits, whatever its grouping and prefix
/// (+49 8382 555 0147, 08382 5550147), or thousands parted by spaces (12 500).</summary>
/// <param name="End">0 if there is no such number.</param>
internal readonly record struct DigitGroups(int Start, int End, ulong Term)
{
    private const int CompareDigits = 8;
    private const int FewestOfOneGroup = 9;
    private const int MostDigits = 15;

    /// <summary>The number whose first digit is at <paramref name="start"/>.</summary>
    public static DigitGroups At(ReadOnlySpan<char> text, int start)
    {
        Span<char> digits = stackalloc char[MostDigits];
        var (count, groups, end, isThousands) = (0, 0, start, true);
        for (var i = start; ; groups++)
        {
            var first = i;
            for (; i < text.Length && char.IsAsciiDigit(text[i]); i++)
            {
                if (count == MostDigits)
                {
                    return default;
                }

                digits[count++] = text[i];
            }

            isThousands &= groups == 0 ? i - first is > 0 and < 4 : i - first == 3;
            end = i;
            i = NextGroup(text, i);
            if (i < 0)
            {
                break;
            }

            isThousands &= text[end] is ' ' or '\u00A0' or '\u2009' or '\u202F' && i == end + 1;
        }

        groups++;
        var areYears = groups == 2 && count == 8 && digits[0] is '1' or '2' && digits[4] is '1' or '2';
        return count >= CompareDigits && !areYears && (groups > 1 || count >= FewestOfOneGroup)
                ? new DigitGroups(start, end, TermHash.Of(['+', .. digits[(count - CompareDigits)..count]]))
            : isThousands && groups > 1 ? new DigitGroups(start, end, TermHash.Of(digits[..count]))
            : default;
    }

    /// <summary>Where the next group begins after one or two signs that part groups; -1 if none does.</summary>
    private static int NextGroup(ReadOnlySpan<char> text, int at)
    {
        var from = at;
        while (at < text.Length && at < from + 2 && text[at] is ' ' or '\u00A0' or '\u2009' or '\u202F' or '-' or '/' or '.' or '(' or ')')
        {
            at++;
        }

        return at > from && at < text.Length && char.IsAsciiDigit(text[at]) ? at : -1;
    }
}
