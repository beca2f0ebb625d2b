using System.Globalization;
using System.Text;

namespace ResearchBot.Readers;

/// <summary>Tells UTF-32 without a byte order mark from other bytes.</summary>
internal static class Utf32Guess
{
    private static readonly UTF32Encoding Little = new(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true);
    private static readonly UTF32Encoding Big = new(bigEndian: true, byteOrderMark: false, throwOnInvalidCharacters: true);

    /// <returns>The encoding, or null: the sample is not wholly valid, or is not mostly letters of the first plane.</returns>
    public static Encoding? Of(ReadOnlySpan<byte> content)
    {
        if (content.Length < 4 || content.Length % 4 != 0)
        {
            return null;
        }

        var (first, last) = (0, 0);
        for (var i = 0; i < content.Length; i += 4)
        {
            first += content[i] == 0 && content[i + 1] == 0 ? 1 : 0;
            last += content[i + 3] == 0 && content[i + 2] == 0 ? 1 : 0;
        }

        var mostly = content.Length / 4 * 0.6;
        return last >= mostly && last > first ? Little : first >= mostly && first > last ? Big : null;
    }
}

/// <summary>Tells UTF-16 without a byte order mark from other bytes, and its byte order. In the true order the units are common characters and share
/// few high bytes; swapped, they are scattered over the code space.</summary>
internal static class Utf16Guess
{
    /// <summary>Units looked at; more would not change the verdict.</summary>
    private const int Sample = 4096;

    private const double Plausible = 0.5;

    /// <returns>The byte order, or null if the bytes are not plausible UTF-16.</returns>
    public static Endian? ByteOrder(ReadOnlySpan<byte> content)
    {
        if (content.Length == 0 || content.Length % 2 != 0)
        {
            return null;
        }

        var sample = content[..Math.Min(content.Length, Sample * 2)];
        var little = Score(sample, Endian.Little);
        var big = Score(sample, Endian.Big);
        if (Math.Max(little, big) < Plausible)
        {
            return null;
        }

        return little >= big ? Endian.Little : Endian.Big;
    }

    private static double Score(ReadOnlySpan<byte> sample, Endian order)
    {
        var units = sample.Length / 2;
        var highs = new int[256];
        var lows = new int[256];
        var weight = 0.0;
        var anchors = 0;
        for (var i = 0; i < sample.Length; i += 2)
        {
            var (high, low) = order == Endian.Big ? (sample[i], sample[i + 1]) : (sample[i + 1], sample[i]);
            highs[high]++;
            lows[low]++;
            var unit = (char)(high << 8 | low);
            weight += Weight(unit);
            anchors += IsAnchor(unit) ? 1 : 0;
        }

        var spaced = anchors >= 3 && anchors * 50 >= units;
        var anchored = units <= 64 || anchors * 200 >= units;
        if (!spaced && !IsAlphabet(highs, units) && !(anchored && AreIdeographs(highs, lows, units)))
        {
            return double.NegativeInfinity;
        }

        double highKinds = highs.Count(n => n > 0);
        double lowKinds = lows.Count(n => n > 0);
        return weight / units + (lowKinds - highKinds) / Math.Max(lowKinds, highKinds);
    }

    private static double Weight(char unit) => unit switch
    {
        ' ' or '\n' or '\r' => 3,
        '\t' => 1,
        < ' ' or '\uFFFE' or '\uFFFF' => -8,
        < '\u0080' => 2,
        < '\u0590' or (>= '\u05D0' and < '\u0E80') or (>= '\u3000' and < '\u3100') => Assigned(unit, 1),
        (>= '\u4E00' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3') or (>= '\uFF00' and <= '\uFFEF') => Assigned(unit, 1),
        (>= '\u2010' and < '\u2070') or (>= '\u10A0' and < '\u1100') or (>= '\u1E00' and < '\u2000') => Assigned(unit, 0.5),
        _ => char.IsSurrogate(unit) ? -0.5 : Assigned(unit, -0.5),
    };

    private static double Assigned(char unit, double weight) => CharUnicodeInfo.GetUnicodeCategory(unit) switch
    {
        UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Control => -4,
        _ => weight,
    };

    /// <summary>Spaces, line ends and East Asian punctuation: text of more than a few lines has some, and 8-bit text shows none.</summary>
    private static bool IsAnchor(char unit) =>
        unit is ' ' or '\n' or '\r' or '\u3000' or '\u3001' or '\u3002' or '\uFF0C' or '\uFF01' or '\uFF1F' or '\u060C';

    /// <summary>One high byte outside the ideographs rules, as in the units of any alphabet and of kana.</summary>
    private static bool IsAlphabet(int[] highs, int units)
    {
        var top = Array.IndexOf(highs, highs.Max());
        return highs[top] * 10 >= units * 4 && top is < 0x34 or > 0xD7;
    }

    /// <summary>Pairs of letters of an older encoding look like ideographs ("th" is U+6874). But there both bytes come from the same ranges, or the
    /// first is nearly constant (Shift JIS kana), while ideographs differ in both ways.</summary>
    private static bool AreIdeographs(int[] highs, int[] lows, int units)
    {
        var shared = highs.Chunk(32).Zip(lows.Chunk(32), (high, low) => Math.Min(high.Sum(), low.Sum())).Sum();
        var topTwo = highs.OrderDescending().Take(2).Sum();
        return shared * 10 <= units * 6 && (units < 8 || topTwo * 10 <= units * 6);
    }
}

/// <summary>The order of the two bytes of a UTF-16 unit.</summary>
internal enum Endian
{
    Little,
    Big,
}
