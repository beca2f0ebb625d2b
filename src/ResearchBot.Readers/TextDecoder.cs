using System.Globalization;
using System.Text;

namespace ResearchBot.Readers;

/// <summary>Bytes to text, strictly: a file is decoded without loss or refused.</summary>
internal static class TextDecoder
{
    private const string Binary = "The file is binary, not text.";

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding LittleEndian = new(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding BigEndian = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    /// <summary>Decodes UTF-8 or UTF-16, with or without a byte order mark, which is dropped.</summary>
    /// <param name="declared">The encoding that the file itself names, tried where it is neither UTF-8 nor UTF-16.</param>
    /// <exception cref="RefusalException">Empty, binary, or in another encoding.</exception>
    public static string Decode(ReadOnlySpan<byte> content, Encoding? declared = null)
    {
        var text = content switch
        {
            [0xEF, 0xBB, 0xBF, .. var rest] => Strictly(Utf8, rest) ?? throw Refuse(content),
            [0xFF, 0xFE, .. var rest] => Strictly(LittleEndian, rest) ?? throw Refuse(content),
            [0xFE, 0xFF, .. var rest] => Strictly(BigEndian, rest) ?? throw Refuse(content),
            _ => Unmarked(content, declared) ?? throw Refuse(content),
        };
        if (text.Contains('\0'))
        {
            throw new RefusalException(Binary);
        }

        return text.All(c => char.IsWhiteSpace(c) || c == '\uFEFF') ? throw new RefusalException("The file is empty.") : text;
    }

    private static string? Unmarked(ReadOnlySpan<byte> content, Encoding? declared)
    {
        if (!LooksBinary(content) && Strictly(Utf8, content) is { } text)
        {
            return text;
        }

        if (declared is not null && !LooksBinary(content))
        {
            return Strictly(declared, content);
        }

        return Utf16Guess.ByteOrder(content) switch
        {
            Endian.Little => Strictly(LittleEndian, content),
            Endian.Big => Strictly(BigEndian, content),
            _ => null,
        };
    }

    private static RefusalException Refuse(ReadOnlySpan<byte> content) => new(LooksBinary(content)
        ? Binary
        : "The file is not UTF-8 or UTF-16 text; save it as UTF-8.");

    /// <summary>A zero byte, or more than one control character in ten bytes.</summary>
    private static bool LooksBinary(ReadOnlySpan<byte> content)
    {
        var controls = 0;
        foreach (var value in content)
        {
            if (value == 0)
            {
                return true;
            }

            controls += value is < 0x20 and not (0x1B or (>= 0x08 and <= 0x0D)) or 0x7F ? 1 : 0;
        }

        return controls * 10L > content.Length;
    }

    private static string? Strictly(Encoding encoding, ReadOnlySpan<byte> content)
    {
        try
        {
            return encoding.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

/// <summary>The stored form of line ends.</summary>
internal static class LineEnds
{
    /// <summary>CR LF and lone CR become LF, so the number of lines stays.</summary>
    public static string ToLineFeed(string text) =>
        text.Contains('\r') ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text;
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
