using System.Collections.Frozen;

namespace ResearchBot.Core.Search.Text;

/// <summary>English words that say nothing about what a question or a text is about, in folded form.</summary>
internal static class StopWords
{
    private const string English =
        """
        a about above after again all also am an and any are as at be because been before being below between both but by
        can cannot could did do does doing down during each either else ever few for from further get gets
        got had has have having he her here hers herself him himself his how however i if in into is it its
        itself just let many may me might mine more most much must my myself near neither no nor not now of off often on once
        only or other otherwise ought our ours ourselves out over own per please quite rather really same shall she should
        since so some such tell than that the their theirs them themselves then there these they this those though through
        thus to too under until up upon very was we were what whatever when where whether which while who whom
        whose why will with within without would yet you your yours yourself yourselves s t d m
        cant dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt hasnt havent hadnt im ive youre theyre weve
        """;

    private static readonly FrozenSet<string> Words =
        English.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> word) => Lookup.Contains(word);
}
