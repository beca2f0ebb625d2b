using ResearchBot.Core.Text;

namespace ResearchBot.Core.Documents;

/// <summary>A passage withdrawn by a workspace's moderators, in all versions of its document that contain the same words.</summary>
/// <param name="Text">White space of any kind and length counts as equal.</param>
public sealed record WithdrawnPassage(string DocumentId, string Text)
{
    /// <summary>Its occurrences in a text of its document, in reading order.</summary>
    public IEnumerable<TextRange> RangesIn(string text) => SameWords.RangesIn(text, Text);
}

/// <summary>Finds words in a text whose line breaks may have moved.</summary>
public static class SameWords
{
    /// <summary>The occurrences of the words, in reading order, not overlapping; white space of any kind counts as equal.</summary>
    /// <param name="words">If empty, nothing is found.</param>
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

    /// <summary>Whether one of two texts contains the words of the other.</summary>
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
