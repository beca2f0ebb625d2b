using System.Text;
using FastBertTokenizer;

namespace ResearchBot.Models;

/// <summary>Cuts a text into the word pieces of the model, at most <see cref="MostTokens"/> with the two that stand around them. Any UTF-16 is taken.
/// Safe to use from several threads.</summary>
internal sealed class ArcticTokenizer
{
    public const int MostTokens = 512;

    // No text of more characters has fewer pieces, unless it is mostly spaces or words that the model does not know.
    private const int MostCharacters = 8 * MostTokens;

    // The model knows letters without accents. The runtime takes accents off with ICU only, which not every machine has: base letters
    // from U+00C0 and from U+1E00 on, a dot where there is none.
    private const string Latin =
        "aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.yaaaaaaccccccccdd..eeeeeeeeeegggggggghh..iiiiiiiii...jjkk"
        + ".llllll....nnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzz.";

    private const string LatinAdditional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuu"
        + "uuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy";

    private readonly BertTokenizer _pieces = new();

    /// <param name="vocabulary">A piece on each line.</param>
    public ArcticTokenizer(TextReader vocabulary) => _pieces.LoadVocabulary(vocabulary, convertInputToLowercase: true);

    public long[] Tokenize(string text)
    {
        Span<long> pieces = stackalloc long[MostTokens];
        Span<long> unused = stackalloc long[MostTokens];
        var count = _pieces.Encode(Fold(text), pieces, unused);
        return pieces[..count].ToArray();
    }

    /// <summary>Accents off; half pairs, which are no text, replaced.</summary>
    internal static string Fold(string text)
    {
        var folded = new StringBuilder(Math.Min(text.Length, MostCharacters));
        for (var i = 0; i < text.Length && i < MostCharacters; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                folded.Append(c).Append(text[++i]);
            }
            else if (char.IsSurrogate(c))
            {
                folded.Append('\uFFFD');
            }
            else if (c is < '\u0300' or > '\u036F')
            {
                folded.Append(WithoutAccent(c));
            }
        }

        return folded.ToString();
    }

    private static char WithoutAccent(char c) => c switch
    {
        >= '\u00C0' and <= '\u017F' when Latin[c - '\u00C0'] is not '.' and var letter => letter,
        >= '\u1E00' and <= '\u1EF9' when LatinAdditional[c - '\u1E00'] is not '.' and var letter => letter,
        _ => c,
    };
}
