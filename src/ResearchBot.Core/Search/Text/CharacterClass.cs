using System.Globalization;

namespace ResearchBot.Core.Search.Text;

/// <summary>What a UTF-16 code unit is to the analyzer: one table look-up.</summary>
internal static class CharacterClass
{
    public const byte Other = 0;
    public const byte Letter = 1;
    public const byte Digit = 2;

    /// <summary>A character of a script that is written without spaces and that is indexed in pairs.</summary>
    public const byte Ideograph = 3;

    private static readonly byte[] Table = CreateTable();

    public static byte Of(char c) => Table[c];

    private static byte[] CreateTable()
    {
        var table = new byte[char.MaxValue + 1];
        for (var c = 0; c <= char.MaxValue; c++)
        {
            table[c] = IsIdeograph((char)c) ? Ideograph : CharUnicodeInfo.GetUnicodeCategory((char)c) switch
            {
                <= UnicodeCategory.OtherLetter => Letter,
                UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => Letter,
                UnicodeCategory.Format => Letter, // soft hyphens, joiners and direction marks do not part a word; the fold drops them
                UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Digit,
                _ => Other,
            };
        }

        return table;
    }

    private static bool IsIdeograph(char c) =>
        c is (>= '\u3041' and <= '\u309F') or (>= '\u30A1' and <= '\u30FA') or '\u30FC' or (>= '\u31F0' and <= '\u31FF')
            or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF')
            or '\u3005' or '\u3007' or (>= '\uAC00' and <= '\uD7A3');
}
