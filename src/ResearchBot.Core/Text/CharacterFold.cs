using System.Globalization;

namespace ResearchBot.Core.Text;

/// <summary>Folds letters for comparison: lower case, no Latin or Greek accents, full-width forms as ASCII, no vowel points or elongation. Uses its own
/// table, since the runtime's normalisation needs ICU, which not every machine has.</summary>
internal static class CharacterFold
{
    public const int Longest = 2;

    // From U+00C0, U+1E00 and U+0386 on; a dot keeps the letter.
    private const string Latin =
        "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkk"
        + "llllll..llnnnnnn.nnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    private const string LatinAdditional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuu"
        + "uuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy";

    private const string Greek = "α.εηι.ο.υωιαβγδεζηθικλμνξοπρ.στυφχψωιυαεηιυαβγδεζηθικλμνξοπρσστυφχψωιυουω";

    public static int Append(char c, Span<char> word, int length)
    {
        if (c is >= '\u0300' and <= '\u036F')
        {
            return AppendMark(c, word, length);
        }

        if (IsDropped(c))
        {
            return length;
        }

        switch (c)
        {
            case 'ß' or '\u1E9E':
                return Put(word, length, 's', 's');
            case 'æ' or 'Æ':
                return Put(word, length, 'a', 'e');
            case 'œ' or 'Œ':
                return Put(word, length, 'o', 'e');
            case 'þ' or 'Þ':
                return Put(word, length, 't', 'h');
            case '\uFB00':
                return Put(word, length, 'f', 'f');
            case '\uFB01':
                return Put(word, length, 'f', 'i');
            case '\uFB02':
                return Put(word, length, 'f', 'l');
            default:
                word[length] = Simple(c);
                return length + 1;
        }
    }

    /// <summary>Writes the folded form of a word of letters only; returns its length.</summary>
    public static int Fold(ReadOnlySpan<char> word, Span<char> folded)
    {
        var length = 0;
        foreach (var c in word)
        {
            length = Append(c, folded, length);
        }

        return length;
    }

    /// <summary>The folded form of a letter that stays one character.</summary>
    public static char Simple(char c)
    {
        var folded = c switch
        {
            >= '\u00C0' and <= '\u017F' => Latin[c - '\u00C0'],
            >= '\u1E00' and <= '\u1EF9' => LatinAdditional[c - '\u1E00'],
            >= '\u0386' and <= '\u03CE' => Greek[c - '\u0386'],
            >= '\uFF21' and <= '\uFF5A' => char.ToLowerInvariant((char)(c - 0xFEE0)),
            'ё' or 'Ё' => 'е',
            'ك' => 'ک',
            'ي' or 'ى' => 'ی',
            'أ' or 'إ' or 'آ' => 'ا',
            _ => '.',
        };
        return folded == '.' ? char.ToLowerInvariant(c) : folded;
    }

    /// <summary>Converts digits of any script to ASCII; leaves other numerals.</summary>
    public static char Digit(char c)
    {
        var value = char.GetNumericValue(c);
        return value is >= 0 and <= 9 && value == Math.Floor(value) ? (char)('0' + (int)value) : c;
    }

    public static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u02BC' or '\uFF07';

    private static int AppendMark(char c, Span<char> word, int length)
    {
        if (length > 0 && word[length - 1] == 'и' && c == '\u0306')
        {
            word[length - 1] = 'й'; // a letter of its own, not an accent
        }

        return length;
    }

    /// <summary>Arabic and Hebrew points, the Arabic elongation, soft hyphens, joiners, direction marks.</summary>
    private static bool IsDropped(char c) =>
        c is (>= '\u064B' and <= '\u0652') or '\u0640' or '\u0670' or (>= '\u0591' and <= '\u05C7') or '\uFE0F' or '\u00AD'
        || (c > '\u0600' && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format);

    private static int Put(Span<char> word, int length, char first, char second)
    {
        word[length] = first;
        word[length + 1] = second;
        return length + 2;
    }
}

/// <summary>The class of a UTF-16 code unit, by one table look-up.</summary>
internal static class CharacterClass
{
    public const byte Other = 0;
    public const byte Letter = 1;
    public const byte Digit = 2;

    /// <summary>A character of a script without spaces, indexed in pairs.</summary>
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
