using System.Buffers;
using System.Text;
using AngleSharp.Text;

namespace ResearchBot.Readers.Html;

/// <summary>The encoding that a page names in its head.</summary>
internal static class HtmlCharset
{
    /// <summary>Bytes looked at; browsers look at 1,024.</summary>
    private const int Head = 4096;

    private const string Key = "charset";

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\n\r\"';/");

    static HtmlCharset() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <returns>The named encoding, made strict, or null if none or an unknown one is named.</returns>
    public static Encoding? Declared(ReadOnlySpan<byte> content)
    {
        var head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, Head)]);
        for (var at = head.IndexOf("<meta", StringComparison.OrdinalIgnoreCase); at >= 0;
             at = head.IndexOf("<meta", at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = head.IndexOf('>', at);
            var tag = end < 0 ? head.AsSpan(at) : head.AsSpan(at, end - at);
            var key = tag.IndexOf(Key, StringComparison.OrdinalIgnoreCase);
            if (key >= 0 && Named(tag[(key + Key.Length)..]) is { } encoding)
            {
                return encoding;
            }
        }

        return null;
    }

    private static Encoding? Named(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        if (rest is not ['=', ..])
        {
            return null;
        }

        rest = rest[1..].TrimStart(" \t\n\r\"'");
        var end = rest.IndexOfAny(NameEnds);
        var name = (end < 0 ? rest : rest[..end]).ToString();
        return TextEncoding.IsSupported(name)
            ? Encoding.GetEncoding(TextEncoding.Resolve(name).CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
            : null;
    }
}
