namespace ResearchBot.Core.Answering.Grounding;

/// <summary>Reads how the words around a number bound it, such as "more than".</summary>
internal static class BoundReader
{
    private static readonly (string Words, Bound Bound)[] Chinese =
        [("超过", Bound.More), ("至少", Bound.AtLeast), ("最多", Bound.AtMost), ("不到", Bound.Less), ("大约", Bound.About), ("约", Bound.About), ("近", Bound.Less)];

    public static Bound Around(string text, IReadOnlyList<GroundingWord> words, int first, int last)
    {
        var before = first;
        string? Previous() => before > 0 ? words[--before].Folded : null;
        var one = Previous();
        one = one is "a" or "an" or "the" ? Previous() : one;
        if (After(words, last) is { } after)
        {
            return after;
        }

        if (words[first].Start > 0 && words[first].Start - 1 is var at && text[at] > '\u3000')
        {
            return Chinese.FirstOrDefault(pair => text.AsSpan(0, at + 1).EndsWith(pair.Words)).Bound;
        }

        if (one is null)
        {
            return Bound.Exact;
        }

        if (one is "than" or "als" or "чем")
        {
            var two = Previous();
            return two is "more" or "mehr" or "greater" or "larger" or "higher" or "longer" or "older" or "больше" or "более"
                ? Previous() is "no" or "not" or "nicht" ? Bound.AtMost : Bound.More
                : two is "less" or "fewer" or "smaller" or "lower" or "weniger" or "меньше" or "менее"
                    ? Previous() is "no" or "not" or "nicht" ? Bound.AtLeast : Bound.Less
                    : Bound.Exact;
        }

        return one switch
        {
            "least" or "minimum" or "mindestens" or "wenigstens" or "минимум" => Bound.AtLeast,
            "most" or "hochstens" or "maximal" or "максимум" => Bound.AtMost,
            "over" or "above" or "exceeding" or "exceeds" or "exceeded" or "beyond" or "uber" or "свыше" => Bound.More,
            "более" or "больше" => Previous() == "не" ? Bound.AtMost : Bound.More,
            "менее" or "меньше" => Previous() == "не" ? Bound.AtLeast : Bound.Less,
            "under" or "below" or "nearly" or "almost" or "unter" or "fast" or "beinahe" or "knapp" or "почти" => Bound.Less,
            "about" or "approximately" or "around" or "roughly" or "circa" or "ca" or "etwa" or "rund" or "ungefahr" or "около" or "примерно" or "приблизительно" => Bound.About,
            "to" when Previous() == "up" => Bound.AtMost,
            "zu" when Previous() == "bis" => Bound.AtMost,
            "of" => Previous() switch { "minimum" => Bound.AtLeast, "maximum" => Bound.AtMost, _ => Bound.Exact },
            _ => Bound.Exact,
        };
    }

    private static Bound? After(IReadOnlyList<GroundingWord> words, int last) =>
        last + 2 < words.Count && words[last + 1].Folded is "or" or "oder" or "или"
            ? words[last + 2].Folded switch
            {
                "more" or "mehr" or "over" or "above" or "более" or "больше" => Bound.AtLeast,
                "less" or "fewer" or "weniger" or "under" or "below" or "менее" or "меньше" => Bound.AtMost,
                _ => null,
            }
            : null;
}

/// <summary>How a number is bounded.</summary>
internal enum Bound
{
    Exact,
    About,
    More,
    Less,
    AtLeast,
    AtMost,
}
