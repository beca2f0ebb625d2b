using System.Globalization;
using System.Text;
using UtfUnknown;

namespace ResearchBot.Readers;

/// <summary>Text in an encoding older than Unicode, told by its bytes.</summary>
internal static class LegacyText
{
    /// <summary>Bytes that the detector sees: lines with bytes outside ASCII.</summary>
    private const int Sample = 128 * 1024;

    private const double Doubtful = 0.5;

    private static readonly Encoding ShiftJis;

    static LegacyText()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        ShiftJis = Named("shift_jis")!;
    }

    /// <summary>The encoding of a name; the superset where programs write one under the name of the other.</summary>
    /// <returns>Null if the name is unknown.</returns>
    public static Encoding? Named(string name)
    {
        var known = name.ToLowerInvariant() switch
        {
            "iso-8859-1" or "latin1" or "latin-1" or "iso_8859-1" or "us-ascii" or "ascii" => "windows-1252",
            "gb2312" or "gbk" or "x-gbk" => "gb18030",
            "euc-kr" or "cp949" => "ks_c_5601-1987",
            "shift-jis" or "sjis" or "x-sjis" or "cp932" or "ms932" or "windows-31j" => "shift_jis",
            "tis-620" or "iso-8859-11" => "windows-874",
            ['c', 'p', '1', '2', '5', var digit] => $"windows-125{digit}",
            var other => other,
        };
        try
        {
            return Encoding.GetEncoding(known, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFD"));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <returns>Null if the bytes are no text, or their encoding cannot be told.</returns>
    public static string? Decode(ReadOnlySpan<byte> content)
    {
        if (Controls(content) * 100L > content.Length)
        {
            return null;
        }

        var found = CharsetDetector.DetectFromBytes(Telling(content)).Details ?? [];
        if (WesternText.Read(content) is { } western && (found.Count == 0 || WesternText.IsMistakenFor(found[0].EncodingName)))
        {
            return western;
        }

        if (found.Count > 0 && found[0].Confidence > Doubtful && Named(found[0].EncodingName) is null)
        {
            return null; // in the next best encoding its letters would be wrong
        }

        foreach (var one in found)
        {
            if (Named(one.EncodingName) is { } encoding && Decode(encoding, content) is { } text)
            {
                return text;
            }
        }

        // The detector gives up at the signs that NEC and IBM added to Shift-JIS.
        return found.Count == 0 && Decode(ShiftJis, content) is { } japanese && IsJapanese(japanese) ? japanese : null;
    }

    private static bool IsJapanese(string text)
    {
        var (signs, foreign) = (0, 0);
        foreach (var c in text)
        {
            var isSign = c is (>= '\u3000' and < '\u3100') or (>= '\u4E00' and < '\uA000') or (>= '\uFF00' and < '\uFF61');
            (signs, foreign) = isSign ? (signs + 1, foreign) : c < '\u0080' ? (signs, foreign) : (signs, foreign + 1);
        }

        return foreign * 20 <= signs;
    }

    /// <returns>The text with U+FFFD for what the encoding does not know; null if that is more than a little.</returns>
    public static string? Decode(Encoding encoding, ReadOnlySpan<byte> content)
    {
        var text = encoding.GetString(content);
        return IsPlausible(text) ? text : null;
    }

    /// <summary>Whether a text holds next to no characters that no text has.</summary>
    private static bool IsPlausible(string text)
    {
        var odd = 0;
        foreach (var c in text)
        {
            odd += c == '\uFFFD' || (c >= '\u0080' && char.GetUnicodeCategory(c)
                is UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate) ? 1 : 0;
        }

        return odd * 200L <= text.Length;
    }

    /// <summary>How many bytes are control characters that text does not have.</summary>
    public static int Controls(ReadOnlySpan<byte> content)
    {
        var controls = 0;
        foreach (var value in content)
        {
            controls += value is < 0x20 and not (0x1B or (>= 0x08 and <= 0x0D)) or 0x7F ? 1 : 0;
        }

        return controls;
    }

    private static byte[] Telling(ReadOnlySpan<byte> content)
    {
        var sample = new List<byte>(Math.Min(content.Length, Sample));
        while (!content.IsEmpty && sample.Count < Sample)
        {
            var end = content.IndexOf((byte)'\n');
            var line = content[..(end < 0 ? content.Length : end + 1)];
            if (line.ContainsAnyExceptInRange((byte)0, (byte)0x7F))
            {
                sample.AddRange(line[..Math.Min(line.Length, Sample - sample.Count)]);
            }

            content = content[line.Length..];
        }

        return [.. sample];
    }
}

/// <summary>Windows-1252, which detectors take for others where few letters have accents: a sentence of Italian for code page 852, an English one with
/// curly quotes for the Macintosh's Central European.</summary>
internal static class WesternText
{
    private const string Opening = "“‘„‚«‹¿¡([{<\"'-–—/=>";

    /// <summary>The share of a text's letters: Icelandic has the most.</summary>
    private const double MostAccents = 0.15;

    private static readonly Encoding Windows1252 = LegacyText.Named("windows-1252")!;

    /// <summary>Whether the name is one that a detector gives to Windows-1252 by mistake. Those of languages with many letters of their own are told
    /// well.</summary>
    public static bool IsMistakenFor(string name) => name.ToLowerInvariant()
        is not ("iso-8859-2" or "windows-1250" or "iso-8859-9" or "windows-1254" or "iso-8859-13" or "windows-1257" or "windows-1258");

    /// <returns>Null if any of its characters outside ASCII does not fit where it stands.</returns>
    public static string? Read(ReadOnlySpan<byte> content)
    {
        var text = Windows1252.GetString(content);
        var (fits, odd, letters, accents) = (0, 0, 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            letters += char.IsLetter(text[i]) ? 1 : 0;
            if (text[i] >= '\u0080')
            {
                accents += char.IsLetter(text[i]) ? 1 : 0;
                var isFit = Fits(i == 0 ? ' ' : text[i - 1], text[i], i + 1 == text.Length ? ' ' : text[i + 1]);
                (fits, odd) = isFit ? (fits + 1, odd) : (fits, odd + 1);
            }
        }

        return odd * 50 <= fits && accents <= MostAccents * letters ? text : null;
    }

    private static bool Fits(char before, char c, char after) => c switch
    {
        >= '\u0080' and < '\u00A0' => false,
        '“' or '‘' or '„' or '«' or '‹' or '¿' or '¡' => !char.IsLetterOrDigit(before) || c is '‘' or '“',
        '”' or '»' or '›' => !char.IsWhiteSpace(before) || c == '»' || c == '›',
        '’' or '–' or '—' or '…' or '•' or '·' or '\u00A0' or '€' or '£' or '§' or '©' or '®' or '™' => true,
        '°' or 'º' or 'ª' or '²' or '³' or '¹' or '½' or '¼' or '¾' or '±' or '×' or 'µ' or '%' => !char.IsLetter(before) || !char.IsLetter(after),
        _ when char.IsLower(c) => !char.IsUpper(after) && (c != 'ƒ'),
        _ when char.IsUpper(c) => !char.IsLower(before) && (char.IsAsciiLetter(before) || char.IsAsciiLetter(after) || IsEdge(before)),
        _ => false,
    };

    private static bool IsEdge(char c) => char.IsWhiteSpace(c) || Opening.Contains(c);
}

/// <summary>The encoding that a file names in its first lines: XML, HTML, Python and editors.</summary>
internal static class DeclaredEncoding
{
    private const int Head = 4096;

    private static readonly string[] Keys = ["encoding=", "charset=", "coding:", "coding="];

    /// <returns>Null if none or an unknown one is named, or one that the bytes cannot be in.</returns>
    public static Encoding? Of(ReadOnlySpan<byte> content)
    {
        var head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, Head)]);
        var first = head.AsSpan().TrimStart();
        var where = first.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) ? first[..Math.Max(0, first.IndexOf('>'))]
            : first.StartsWith("#") || first.StartsWith("/*") || first.StartsWith(";") ? TwoLines(first)
            : Meta(head);
        foreach (var key in Keys)
        {
            var at = where.IndexOf(key, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                var rest = where[(at + key.Length)..].TrimStart(" \t\n\r\"'");
                var length = rest.IndexOfAnyExcept(NameLetters);
                var encoding = LegacyText.Named((length < 0 ? rest : rest[..length]).ToString());
                return encoding is null or UTF8Encoding or UnicodeEncoding or UTF32Encoding ? null : encoding;
            }
        }

        return null;
    }

    private static readonly System.Buffers.SearchValues<char> NameLetters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:");

    private static ReadOnlySpan<char> TwoLines(ReadOnlySpan<char> text)
    {
        var first = text.IndexOf('\n') + 1;
        var second = first == 0 ? -1 : text[first..].IndexOf('\n');
        return first == 0 || second < 0 ? text : text[..(first + second)];
    }

    private static ReadOnlySpan<char> Meta(string head)
    {
        for (var at = head.IndexOf("<meta", StringComparison.OrdinalIgnoreCase); at >= 0;
             at = head.IndexOf("<meta", at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = head.IndexOf('>', at);
            var tag = head.AsSpan(at, (end < 0 ? head.Length : end) - at);
            if (tag.Contains("charset=", StringComparison.OrdinalIgnoreCase))
            {
                return tag;
            }
        }

        return [];
    }
}

/// <summary>Encodings of seven-bit bytes with escape sequences, which are valid ASCII.</summary>
internal static class EscapedEncoding
{
    public static Encoding? Of(ReadOnlySpan<byte> content) =>
        !content.Contains((byte)0x1B) ? null
        : content.IndexOf("\u001B$B"u8) >= 0 || content.IndexOf("\u001B$@"u8) >= 0 ? LegacyText.Named("iso-2022-jp")
        : content.IndexOf("\u001B$)C"u8) >= 0 ? LegacyText.Named("iso-2022-kr")
        : null;
}
