using System.Text;

namespace ResearchBot.Readers;

/// <summary>Bytes to text: Unicode first, then what the file says about itself, then what its bytes look like.</summary>
internal static class TextDecoder
{
    private const string Binary = "The file is binary, not text.";

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding LittleEndian = new(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding BigEndian = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly UTF32Encoding Little32 = new(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true);
    private static readonly UTF32Encoding Big32 = new(bigEndian: true, byteOrderMark: false, throwOnInvalidCharacters: true);

    /// <summary>Decodes text of any encoding; a byte order mark is dropped.</summary>
    /// <param name="declared">The encoding that the file itself names, tried where it is not Unicode; by default the one that XML, HTML and Python
    /// files name in their first lines.</param>
    /// <exception cref="RefusalException">Empty, binary, or in an encoding that cannot be told.</exception>
    public static string Decode(ReadOnlySpan<byte> content, Encoding? declared = null)
    {
        var text = TryDecode(content, declared) ?? throw new RefusalException(LooksBinary(content)
            ? Binary
            : "The encoding of the text cannot be told; save it as UTF-8.");
        if (text.Contains('\0'))
        {
            throw new RefusalException(Binary);
        }

        return text.AsSpan().Trim('\uFEFF').IsWhiteSpace() ? throw new RefusalException("The file is empty.") : text;
    }

    /// <returns>The text, which may be empty or hold zero characters; null if the bytes are no text.</returns>
    public static string? TryDecode(ReadOnlySpan<byte> content, Encoding? declared = null) => content switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] => Strictly(Utf8, rest) ?? MostlyUtf8.Decode(rest),
        [0xFF, 0xFE, 0, 0, _, ..] => Strictly(Little32, content[4..]),
        [0, 0, 0xFE, 0xFF, _, ..] => Strictly(Big32, content[4..]),
        [0xFF, 0xFE, .. var rest] => Strictly(LittleEndian, rest),
        [0xFE, 0xFF, .. var rest] => Strictly(BigEndian, rest),
        _ when LooksBinary(content) => Wide(content),
        _ => Bytewise(content, declared),
    };

    private static string? Bytewise(ReadOnlySpan<byte> content, Encoding? declared)
    {
        if (EscapedEncoding.Of(content) is { } escaped && LegacyText.Decode(escaped, content) is { } shifted)
        {
            return shifted;
        }

        if (Strictly(Utf8, content) is { } text)
        {
            return text;
        }

        declared ??= DeclaredEncoding.Of(content);
        return (declared is null ? null : LegacyText.Decode(declared, content))
            ?? (HasAsciiRun(content) || content.IndexOf("\r\n"u8) >= 0 ? null : Wide(content))
            ?? MostlyUtf8.Decode(content)
            ?? LegacyText.Decode(content);
    }

    /// <summary>Whether there are so many bytes of ASCII in a row that they are no ideographs in UTF-16.</summary>
    private static bool HasAsciiRun(ReadOnlySpan<byte> content)
    {
        const int Run = 24;
        var length = 0;
        foreach (var value in content)
        {
            length = value < 0x80 ? length + 1 : 0;
            if (length == Run)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>UTF-16 and UTF-32 without a mark.</summary>
    private static string? Wide(ReadOnlySpan<byte> content) =>
        Utf32Guess.Of(content) is { } quad && Strictly(quad, content) is { } text
            ? text
            : Utf16Guess.ByteOrder(content) switch
            {
                Endian.Little => Strictly(LittleEndian, content),
                Endian.Big => Strictly(BigEndian, content),
                _ => null,
            };

    /// <summary>A zero byte, or more than one control character in ten bytes.</summary>
    private static bool LooksBinary(ReadOnlySpan<byte> content) =>
        content.Contains((byte)0) || LegacyText.Controls(content) * 10L > content.Length;

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

/// <summary>UTF-8 with a few broken bytes, such as a log that several programs wrote; each becomes U+FFFD.</summary>
internal static class MostlyUtf8
{
    /// <summary>So many characters outside ASCII are whole for each broken byte.</summary>
    private const int WholePerBroken = 20;

    /// <returns>Null if too much is broken.</returns>
    public static string? Decode(ReadOnlySpan<byte> content)
    {
        var (whole, broken) = (0, 0);
        for (var at = content.IndexOfAnyExceptInRange((byte)0, (byte)0x7F); at < content.Length;)
        {
            if (at < 0)
            {
                break;
            }

            var isWhole = Rune.DecodeFromUtf8(content[at..], out _, out var length) == System.Buffers.OperationStatus.Done;
            (whole, broken) = isWhole ? (whole + 1, broken) : (whole, broken + 1);
            at += length;
            var next = content[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            at = next < 0 ? content.Length : at + next;
        }

        return broken * WholePerBroken <= whole ? Encoding.UTF8.GetString(content) : null;
    }
}

/// <summary>The stored form of line ends.</summary>
internal static class LineEnds
{
    /// <summary>CR LF and lone CR become LF, so the number of lines stays.</summary>
    public static string ToLineFeed(string text) =>
        text.Contains('\r') ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text;
}
