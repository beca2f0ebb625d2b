using System.Globalization;
using System.Text;

namespace ResearchBot.Core.Text;

/// <summary>The gate for foreign text that is shown to a person: control characters, direction marks and invisible characters cannot steer a terminal
/// or disguise what stands there.</summary>
public static class OutgoingText
{
    /// <summary>The text with line ends kept, tabs as spaces and the rest of what cannot be seen as U+FFFD or nothing.</summary>
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

    /// <summary>The same on one line.</summary>
    public static string CleanLine(string text) => string.Join(' ', Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Joiners that Persian and Indic words and composed emoji are written with.</summary>
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;
}
