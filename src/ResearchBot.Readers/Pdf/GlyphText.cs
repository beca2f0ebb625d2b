using System.Text;

namespace ResearchBot.Readers.Pdf;

/// <summary>The characters that a glyph stands for: ligatures taken apart, Arabic letters without their joined forms, symbol fonts' bullets, nothing for
/// control and private characters.</summary>
internal static class GlyphText
{
    private static readonly string[] LatinLigatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    /// <summary>U+FB50 to U+FBB1.</summary>
    private const string ArabicFormsA =
        "\u0671\u0671\u067B\u067B\u067B\u067B\u067E\u067E\u067E\u067E\u0680\u0680\u0680\u0680\u067A\u067A\u067A\u067A\u067F\u067F\u067F\u067F"
        + "\u0679\u0679\u0679\u0679\u06A4\u06A4\u06A4\u06A4\u06A6\u06A6\u06A6\u06A6\u0684\u0684\u0684\u0684\u0683\u0683\u0683\u0683\u0686\u0686"
        + "\u0686\u0686\u0687\u0687\u0687\u0687\u068D\u068D\u068C\u068C\u068E\u068E\u0688\u0688\u0698\u0698\u0691\u0691\u06A9\u06A9\u06A9\u06A9"
        + "\u06AF\u06AF\u06AF\u06AF\u06B3\u06B3\u06B3\u06B3\u06B1\u06B1\u06B1\u06B1\u06BA\u06BA\u06BB\u06BB\u06BB\u06BB\u06C0\u06C0\u06C1\u06C1"
        + "\u06C1\u06C1\u06BE\u06BE\u06BE\u06BE\u06D2\u06D2\u06D3\u06D3";

    /// <summary>U+FE80 to U+FEF4.</summary>
    private const string ArabicFormsB =
        "\u0621\u0622\u0622\u0623\u0623\u0624\u0624\u0625\u0625\u0626\u0626\u0626\u0626\u0627\u0627\u0628\u0628\u0628\u0628\u0629\u0629\u062A"
        + "\u062A\u062A\u062A\u062B\u062B\u062B\u062B\u062C\u062C\u062C\u062C\u062D\u062D\u062D\u062D\u062E\u062E\u062E\u062E\u062F\u062F\u0630"
        + "\u0630\u0631\u0631\u0632\u0632\u0633\u0633\u0633\u0633\u0634\u0634\u0634\u0634\u0635\u0635\u0635\u0635\u0636\u0636\u0636\u0636\u0637"
        + "\u0637\u0637\u0637\u0638\u0638\u0638\u0638\u0639\u0639\u0639\u0639\u063A\u063A\u063A\u063A\u0641\u0641\u0641\u0641\u0642\u0642\u0642"
        + "\u0642\u0643\u0643\u0643\u0643\u0644\u0644\u0644\u0644\u0645\u0645\u0645\u0645\u0646\u0646\u0646\u0646\u0647\u0647\u0647\u0647\u0648"
        + "\u0648\u0649\u0649\u064A\u064A\u064A\u064A";

    /// <summary>U+FEF5 to U+FEFC: lam with an alef.</summary>
    private const string LamAlefs = "\u0622\u0622\u0623\u0623\u0625\u0625\u0627\u0627";

    /// <summary>Accents that old fonts draw on their own over a letter, each with the letters it can stand on and what comes out.</summary>
    private static readonly Dictionary<char, (string Letters, string Composed)> Accents = new()
    {
        ['\u00B4'] = ("aeiouyAEIOUYcnszCNSZ", "áéíóúýÁÉÍÓÚÝćńśźĆŃŚŹ"),
        ['`'] = ("aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
        ['\u00A8'] = ("aeiouyAEIOU\u0131", "äëïöüÿÄËÏÖÜï"),
        ['\u02C6'] = ("aeiouAEIOU\u0131", "âêîôûÂÊÎÔÛî"),
        ['^'] = ("aeiouAEIOU\u0131", "âêîôûÂÊÎÔÛî"),
        ['\u02DC'] = ("anoANO", "ãñõÃÑÕ"),
        ['\u02C7'] = ("cszreCSZREndtNDT", "čšžřěČŠŽŘĚňďťŇĎŤ"),
        ['\u00B8'] = ("cCsS", "çÇşŞ"),
        ['\u02DA'] = ("aAuU", "åÅůŮ"),
        ['\u02D8'] = ("aAgG", "ăĂğĞ"),
    };

    public static string Clean(string value)
    {
        if (value.Length == 1)
        {
            var c = value[0];
            if (c is > ' ' and < '\u007F')
            {
                return value;
            }

            if (c is ' ' or '\u00A0')
            {
                return " ";
            }
        }

        var text = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            Append(text, c);
        }

        return text.ToString();
    }

    /// <summary>The letter under an accent that was drawn on its own.</summary>
    public static string? Compose(string letter, string accent) =>
        letter.Length == 1 && accent.Length == 1 && Accents.TryGetValue(accent[0], out var row) && row.Letters.IndexOf(letter[0], StringComparison.Ordinal) is >= 0 and var at
            ? row.Composed[at].ToString()
            : null;

    /// <summary>Digits as a superscript.</summary>
    public static string? Raised(string digits) =>
        digits.All(char.IsAsciiDigit) ? string.Concat(digits.Select(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0'])) : null;

    private static void Append(StringBuilder text, char c)
    {
        switch (c)
        {
            case >= '\uFB00' and <= '\uFB06':
                text.Append(LatinLigatures[c - '\uFB00']);
                break;
            case >= '\uFB50' and <= '\uFBB1':
                text.Append(ArabicFormsA[c - '\uFB50']);
                break;
            case >= '\uFE80' and <= '\uFEF4':
                text.Append(ArabicFormsB[c - '\uFE80']);
                break;
            case >= '\uFEF5' and <= '\uFEFC':
                text.Append('\u0644').Append(LamAlefs[c - '\uFEF5']);
                break;
            case >= '\uFBFC' and <= '\uFBFF':
                text.Append('\u06CC');
                break;
            case '\uF0B7' or '\uF0A7' or '\uF0D8' or '\uF076' or '\uF0A8' or '\uF06E':
                text.Append('•');
                break;
            case '\u00AD':
                text.Append('-');
                break;
            case >= '\uE000' and <= '\uF8FF' or '\uFFFD' or '\uFFFE' or '\uFFFF' or '\u200B' or '\u2060' or '\uFEFF':
                break;
            default:
                if (char.IsWhiteSpace(c))
                {
                    text.Append(' ');
                }
                else if (!char.IsControl(c))
                {
                    text.Append(c);
                }

                break;
        }
    }
}
