using System.Globalization;
using System.Text;

namespace ResearchBot.Core.Text;

/// <summary>Sanitises foreign text for display, so that control, direction and invisible characters cannot steer a terminal or disguise content.</summary>
public static class OutgoingText
{
    /// <summary>The text with line ends kept, tabs as spaces, and other invisible characters removed or, if they would change what is read, replaced by U+FFFD.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        var before = default(Rune);
        foreach (var rune in text.EnumerateRunes())
        {
            var follows = before;
            before = rune;
            if (IsSmuggled(rune, follows))
            {
                continue;
            }

            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control:
                    clean.Append(rune.Value == '\n' ? '\n' : rune.Value is '\t' or '\r' ? ' ' : '\uFFFD');
                    break;
                case UnicodeCategory.Format when rune.Value is 0x202D or 0x202E:
                    clean.Append('\uFFFD'); // what follows is not in the order in which it would be seen
                    break;
                case UnicodeCategory.Format when !IsJoiner(rune):
                    break;
                case UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    clean.Append(' ');
                    break;
                default:
                    clean.Append(rune);
                    break;
            }
        }

        return clean.ToString();
    }

    /// <summary>A table's cells separated by “ | ”, where the stored text has tabs; a line's indentation stays.</summary>
    public static string Cells(string text)
    {
        if (!text.Contains('\t', StringComparison.Ordinal))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 16);
        var isIndented = true;
        foreach (var c in text)
        {
            isIndented = c == '\n' || (isIndented && char.IsWhiteSpace(c));
            shown.Append(c == '\t' && !isIndented ? " | " : c);
        }

        return shown.ToString();
    }

    public static string CleanLine(string text) => string.Join(' ', Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether it is of those that are invisible although they are no format characters, so that any text could be hidden in them: variation
    /// selectors, except one after a sign such as an emoji, joiners of graphemes, and fillers.</summary>
    private static bool IsSmuggled(Rune rune, Rune before) => rune.Value switch
    {
        0xFE0E or 0xFE0F => Rune.IsLetter(before) || Rune.IsWhiteSpace(before) || before.Value is 0 or (>= 0xFE00 and <= 0xFE0F),
        >= 0xFE00 and <= 0xFE0D or >= 0xE0100 and <= 0xE01EF or >= 0x180B and <= 0x180F => true,
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 => true,
        _ => false,
    };

    /// <summary>Joiners needed in Persian and Indic words and composed emoji.</summary>
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;
}
