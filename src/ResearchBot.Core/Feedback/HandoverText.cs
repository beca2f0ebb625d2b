using ResearchBot.Core.Answering;
using ResearchBot.Core.Commands;

namespace ResearchBot.Core.Feedback;

/// <summary>What the people who help read.</summary>
public static class HandoverText
{
    /// <summary>The question with its passages, plain.</summary>
    /// <param name="kept">The question, with what its sender may read.</param>
    /// <param name="shown">The same with what is read there.</param>
    /// <param name="by">Who wants help.</param>
    public static string Of(KeptAnswer kept, Answer shown, string by)
    {
        var asked = kept.Person == by ? string.Empty : $" (asked by {kept.Person})";
        var where = kept.IsPrivate ? "asked in private" : kept.Channel is { } channel ? $"asked in {channel}" : "asked without a channel";
        var passages = Passages(shown);
        var lines = new List<string>
        {
            OutgoingText.CleanLine($"{by} still needs help{asked}, {where}: “{kept.Question.Standalone}”"),
            shown.Statements.Count == 0
                ? $"{(passages.Count == 0 ? "There is no passage to show." : "Closest passages, which are no answer:")}"
                : "Passages that were shown:",
        };
        lines.AddRange(passages.Select((citation, i) => OutgoingText.CleanLine($"{i + 1}. “{citation.Excerpt}” ({Source(citation)})")));
        if (LeftOut(kept.Answer, shown) is > 0 and var count)
        {
            lines.Add(LeftOutLine(count, "here: this channel may not read them"));
        }

        lines.Add($"Receipt {kept.Id}. Reply to {kept.Person} where they asked.");
        return string.Join('\n', lines);
    }

    /// <summary>How many passages are shown.</summary>
    public static IReadOnlyList<Citation> Passages(Answer answer) => [.. answer.Citations, .. answer.Closest];

    /// <summary>How many passages fewer the second holds.</summary>
    public static int LeftOut(Answer all, Answer shown) => Passages(all).Count - Passages(shown).Count;

    /// <summary>Says how many are left out.</summary>
    public static string LeftOutLine(int count, string where) =>
        count == 1 ? $"1 passage is left out {where.Replace("them", "it", StringComparison.Ordinal)}." : $"{count} passages are left out {where}.";

    private static string Source(Citation citation)
    {
        var place = citation.Place;
        string?[] parts =
        [
            citation.Document.Title,
            place.Page is null ? null : $"page {place.Page}",
            place.Section,
            place.Line is null ? null : $"line {place.Line}",
            $"version {citation.Document.Version}",
        ];
        return string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));
    }
}
