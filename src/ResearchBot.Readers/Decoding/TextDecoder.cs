using System.Text;

namespace ResearchBot.Readers.Decoding;

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
