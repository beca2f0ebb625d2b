using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Documents;

/// <summary>A passage that a workspace's moderators took out of use, in all versions of its document that hold the same words.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Text">Its words; white space counts as one whatever it is.</param>
public sealed record WithdrawnPassage(string DocumentId, string Text)
{
    /// <summary>Where it stands in a text of its document, in reading order; empty where it no longer does.</summary>
    public IEnumerable<TextRange> RangesIn(string text) => SameWords.RangesIn(text, Text);
}

/// <summary>Finds words in a text whose line breaks may have moved.</summary>
public static class SameWords
{
    /// <summary>Where the words stand, in reading order, not overlapping; white space counts as one whatever it is.</summary>
    /// <param name="text">Where to look.</param>
    /// <param name="words">What to look for; where there are none, nothing is found.</param>
    public static IEnumerable<TextRange> RangesIn(string text, string words)
    {
        var parts = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var from = 0; parts.Length > 0 && (from = text.IndexOf(parts[0], from, StringComparison.Ordinal)) >= 0;)
        {
            var end = EndAt(text, from, parts);
            if (end > 0)
            {
                yield return new TextRange(from, end - from);
            }

            from = end > 0 ? end : from + 1;
        }
    }

    /// <summary>Whether one of two texts holds the words of the other.</summary>
    public static bool AreIn(string one, string other) => RangesIn(one, other).Any() || RangesIn(other, one).Any();

    private static int EndAt(string text, int from, string[] parts)
    {
        var at = from;
        foreach (var part in parts)
        {
            var start = at;
            while (at < text.Length && at > from && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if ((at > from && at == start) || string.CompareOrdinal(text, at, part, 0, part.Length) != 0)
            {
                return 0;
            }

            at += part.Length;
        }

        return at;
    }
}
