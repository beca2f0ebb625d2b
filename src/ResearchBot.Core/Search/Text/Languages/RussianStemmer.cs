namespace ResearchBot.Core.Search.Text.Languages;

/// <summary>The Russian stemmer of the Snowball project, after its published description. Expects folded words (ё as е).</summary>
internal static class RussianStemmer
{
    // Longest first, so that the first that fits is the right one. After а or я:
    private static readonly string[] GerundAfterA = ["вшись", "вши", "в"];
    private static readonly string[] ParticipleAfterA = ["ем", "нн", "вш", "ющ", "щ"];
    private static readonly string[] VerbAfterA =
        ["ете", "йте", "ешь", "нно", "ла", "на", "ли", "ем", "ло", "но", "ет", "ют", "ны", "ть", "й", "л", "н"];

    // Anywhere:
    private static readonly string[] Gerund = ["ившись", "ывшись", "ивши", "ывши", "ив", "ыв"];
    private static readonly string[] Reflexive = ["ся", "сь"];
    private static readonly string[] Adjective =
    [
        "ими", "ыми", "его", "ого", "ему", "ому", "ее", "ие", "ые", "ое", "ей", "ий", "ый", "ой", "ем", "им", "ым", "ом", "их", "ых",
        "ую", "юю", "ая", "яя", "ою", "ею",
    ];

    private static readonly string[] Participle = ["ивш", "ывш", "ующ"];
    private static readonly string[] Verb =
    [
        "ейте", "уйте", "ила", "ыла", "ена", "ите", "или", "ыли", "ило", "ыло", "ено", "ует", "уют", "ены", "ить", "ыть", "ишь", "ей",
        "уй", "ил", "ыл", "им", "ым", "ен", "ят", "ит", "ыт", "ую", "ю",
    ];

    private static readonly string[] Noun =
    [
        "иями", "ями", "ами", "ией", "иям", "ием", "иях", "ев", "ов", "ие", "ье", "еи", "ии", "ей", "ой", "ий", "ям", "ем", "ам", "ом",
        "ах", "ях", "ию", "ью", "ия", "ья", "а", "е", "и", "й", "о", "у", "ы", "ь", "ю", "я",
    ];

    private static readonly string[] Superlative = ["ейше", "ейш"];
    private static readonly string[] Derivation = ["ость", "ост"];

    /// <summary>The length of the stem of <paramref name="word"/>.</summary>
    public static int Stem(ReadOnlySpan<char> word)
    {
        var region = AfterVowel(word, 0);
        var second = AfterConsonant(word, AfterVowel(word, AfterConsonant(word, region)));
        var length = Inflection(word, region);
        length = Without(word[..length], region, "и");
        length = Cut(word[..length], second, Derivation);
        var superlative = Cut(word[..length], region, Superlative);
        if (word[..superlative].EndsWith("нн") && superlative - 2 >= region)
        {
            return superlative - 1;
        }

        return superlative < length ? superlative : Without(word[..length], region, "ь");
    }

    private static int Inflection(ReadOnlySpan<char> word, int region)
    {
        var gerund = Cut(word, region, Gerund, GerundAfterA);
        if (gerund < word.Length)
        {
            return gerund;
        }

        var plain = word[..Cut(word, region, Reflexive)];
        var adjective = Cut(plain, region, Adjective);
        if (adjective < plain.Length)
        {
            return Cut(plain[..adjective], region, Participle, ParticipleAfterA);
        }

        var verb = Cut(plain, region, Verb, VerbAfterA);
        return verb < plain.Length ? verb : Cut(plain, region, Noun);
    }

    private static int Cut(ReadOnlySpan<char> word, int region, string[] endings, string[]? afterA = null)
    {
        var best = word.Length;
        foreach (var ending in endings)
        {
            best = Math.Min(best, Without(word, region, ending));
        }

        foreach (var ending in afterA ?? [])
        {
            var cut = Without(word, region, ending);
            best = cut < word.Length && cut > region && word[cut - 1] is 'а' or 'я' ? Math.Min(best, cut) : best;
        }

        return best;
    }

    private static int Without(ReadOnlySpan<char> word, int region, string ending) =>
        word.Length - ending.Length >= region && word.EndsWith(ending) ? word.Length - ending.Length : word.Length;

    private static int AfterVowel(ReadOnlySpan<char> word, int from)
    {
        for (var i = from; i < word.Length; i++)
        {
            if (IsVowel(word[i]))
            {
                return i + 1;
            }
        }

        return word.Length;
    }

    private static int AfterConsonant(ReadOnlySpan<char> word, int from)
    {
        for (var i = from; i < word.Length; i++)
        {
            if (!IsVowel(word[i]))
            {
                return i + 1;
            }
        }

        return word.Length;
    }

    private static bool IsVowel(char c) => c is 'а' or 'е' or 'и' or 'о' or 'у' or 'ы' or 'э' or 'ю' or 'я';
}
