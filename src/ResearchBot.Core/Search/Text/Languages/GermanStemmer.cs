namespace ResearchBot.Core.Search.Text.Languages;

/// <summary>
/// The German stemmer of the Snowball project, after its published description, in place. Expects folded words (ä as a,
/// ß as ss); words with letters outside a-z are left alone.
/// </summary>
internal static class GermanStemmer
{
    private const int BeforeRegion = 3;

    // Longest first, so that the first that fits is the right one.
    private static readonly string[] Inflections = ["ern", "em", "er", "en", "es", "e"];
    private static readonly string[] Comparisons = ["est", "en", "er"];
    private static readonly string[] Derivations = ["isch", "lich", "heit", "keit", "end", "ung", "ig", "ik"];

    /// <summary>Stems <paramref name="word"/> in place and returns the stem's length.</summary>
    public static int Stem(Span<char> word)
    {
        if (word.ContainsAnyExceptInRange('a', 'z'))
        {
            return word.Length;
        }

        for (var i = 1; i + 1 < word.Length; i++)
        {
            if (word[i] is 'u' or 'y' && IsVowel(word[i - 1]) && IsVowel(word[i + 1]))
            {
                word[i] = char.ToUpperInvariant(word[i]); // a consonant here
            }
        }

        var first = After(word, 0);
        var second = After(word, first);
        first = Math.Max(first, BeforeRegion);
        var length = Inflection(word, first);
        length = Comparison(word[..length], first);
        length = Derivation(word[..length], first, second);
        foreach (ref var c in word[..length])
        {
            c = (char)(c | 0x20);
        }

        return length;
    }

    private static int Inflection(ReadOnlySpan<char> word, int region)
    {
        foreach (var ending in Inflections)
        {
            if (word.EndsWith(ending))
            {
                var cut = word.Length - ending.Length;
                return cut < region ? word.Length
                    : ending is "e" or "en" or "es" && word[..cut].EndsWith("niss") ? cut - 1
                    : cut;
            }
        }

        return word.Length > region && word.EndsWith("s") && word.Length > 1 && "bdfghklmnrt".Contains(word[^2]) ? word.Length - 1 : word.Length;
    }

    private static int Comparison(ReadOnlySpan<char> word, int region)
    {
        foreach (var ending in Comparisons)
        {
            if (word.EndsWith(ending))
            {
                return word.Length - ending.Length >= region ? word.Length - ending.Length : word.Length;
            }
        }

        return word.EndsWith("st") && word.Length - 2 >= region && word.Length >= 6 && "bdfghklmnt".Contains(word[^3]) ? word.Length - 2 : word.Length;
    }

    private static int Derivation(ReadOnlySpan<char> word, int first, int second)
    {
        foreach (var ending in Derivations)
        {
            if (!word.EndsWith(ending))
            {
                continue;
            }

            var cut = word.Length - ending.Length;
            if (cut < second || (ending is "ig" or "ik" or "isch" && word[..cut].EndsWith("e")))
            {
                return word.Length;
            }

            var stem = word[..cut];
            return ending switch
            {
                "end" or "ung" when stem.EndsWith("ig") && !stem.EndsWith("eig") => Within(cut, 2, second),
                "lich" or "heit" when stem.EndsWith("er") || stem.EndsWith("en") => Within(cut, 2, first),
                "keit" when stem.EndsWith("lich") => Within(cut, 4, second),
                "keit" when stem.EndsWith("ig") => Within(cut, 2, second),
                _ => cut,
            };
        }

        return word.Length;
    }

    private static int Within(int length, int ending, int region) => length - ending >= region ? length - ending : length;

    /// <summary>The position after the first consonant that follows a vowel.</summary>
    private static int After(ReadOnlySpan<char> word, int from)
    {
        for (var i = from + 1; i < word.Length; i++)
        {
            if (!IsVowel(word[i]) && IsVowel(word[i - 1]))
            {
                return i + 1;
            }
        }

        return word.Length;
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
