using System.Text.RegularExpressions;
using ResearchBot.Core.Answering.Figures;

namespace ResearchBot.Core.Answering.Extraction.Conflicts;

/// <summary>Recognises what a figure is counted in: flights a day are no flights of a year.</summary>
internal static partial class CountingPeriod
{
    /// <summary>The end of "flights a day" for "flights".</summary>
    public static int EndOf(ReadOnlySpan<char> text, int end)
    {
        foreach (var match in Adjacent().EnumerateMatches(text[end..]))
        {
            return end + match.Length;
        }

        return end;
    }

    /// <summary>The period of a figure: between it and the next one, or right before it; before the first figure, anywhere.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="first">Its first word.</param>
    /// <param name="last">Its last word.</param>
    public static string? Of(CandidateSentence sentence, int first, int last)
    {
        var from = sentence.Words[last].Start + sentence.Words[last].Length;
        var next = sentence.Words.Skip(last + 1).FirstOrDefault(word => NumberWords.ValueOf(sentence.Word(word)) is not null);
        var isFirst = !sentence.Words.Take(first).Any(word => NumberWords.ValueOf(sentence.Word(word)) is not null);
        return In(sentence.Text[from..(next.Length > 0 ? next.Start : sentence.Text.Length)].ToString())
            ?? (isFirst ? In(sentence.Text[..sentence.Words[first].Start].ToString()) : null);
    }

    private static string? In(string text) => Anywhere().Match(text) is not { Success: true } found ? null
        : found.Groups["unit"].Success ? found.Groups["unit"].Value.ToLowerInvariant()
        : found.Groups["adverb"].Value.ToLowerInvariant() switch
        {
            "hourly" => "hour",
            "daily" => "day",
            "weekly" => "week",
            "monthly" => "month",
            _ => "year",
        };

    [GeneratedRegex(@"^ (a|an|per|each|every) (second|minute|hour|day|week|month|year)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Adjacent();

    [GeneratedRegex(@"\b(a|an|per|each|every) (?<unit>second|minute|hour|day|week|month|year)\b(?! (ago|later|before|earlier))|\b(?<adverb>hourly|daily|weekly|monthly|yearly|annually)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Anywhere();
}
