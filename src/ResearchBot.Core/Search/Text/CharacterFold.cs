using System.Globalization;

namespace ResearchBot.Core.Search.Text;

/// <summary>
/// Writes a letter in the form in which search compares it: lower case, Latin and Greek letters without accents,
/// full-width forms as ASCII, vowel points and elongation dropped. Our own table, since the runtime's normalisation
/// needs ICU, which not every machine has.
/// </summary>
internal static class CharacterFold
{
    /// <summary>The most characters that one letter becomes.</summary>
    public const int Longest = 2;

    // From U+00C0, U+1E00 and U+0386 on; a dot keeps the letter as it is.
    private const string Latin =
        "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkk"
        + "llllll..llnnnnnn.nnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    private const string LatinAdditional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuu"
        + "uuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy";

    private const string Greek = "α.εηι.ο.υωιαβγδεζηθικλμνξοπρ.στυφχψωιυαεηιυαβγδεζηθικλμνξοπρσστυφχψωιυουω";

    /// <summary>Appends the folded form of a letter or mark; returns the new length.</summary>
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

    /// <summary>A digit of any script as ASCII; other numerals as they are.</summary>
    public static char Digit(char c)
    {
        var value = char.GetNumericValue(c);
        return value is >= 0 and <= 9 && value == Math.Floor(value) ? (char)('0' + (int)value) : c;
    }

    /// <summary>Whether the character can stand for an apostrophe.</summary>
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
