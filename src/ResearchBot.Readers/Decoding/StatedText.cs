using System.Text;

namespace ResearchBot.Readers.Decoding;

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
