using System.Globalization;
using System.Text;

namespace ResearchBot.Core.Text;

/// <summary>Sanitises foreign text for display, so that control, direction and invisible characters cannot steer a terminal or disguise content.</summary>
public static class OutgoingText
{
    /// <summary>The text with line ends kept, tabs as spaces, and other invisible characters removed or replaced by U+FFFD.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control:
                    clean.Append(rune.Value == '\n' ? '\n' : rune.Value is '\t' or '\r' ? ' ' : '\uFFFD');
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

    /// <summary>Joiners needed in Persian and Indic words and composed emoji.</summary>
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;
}
