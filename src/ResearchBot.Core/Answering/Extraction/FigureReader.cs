using System.Buffers;
using System.Text.RegularExpressions;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Finds the quantities of a sentence: digits or number words, with what they count.</summary>
internal static class FigureReader
{
    private const int UnitWords = 3;

    private static readonly SearchValues<char> Breaks = SearchValues.Create(",;:.()—–");

    public static List<Figure> Read(Candidate sentence)
    {
        var figures = new List<Figure>();
        for (var i = 0; i < sentence.Words.Count; i++)
        {
            var first = i;
            if (ValueAt(sentence, ref i) is not { } value)
            {
                continue;
            }

            var values = new List<double> { value };
            while (i + 2 < sentence.Words.Count && sentence.Word(sentence.Words[i + 1]).ToLowerInvariant() is "or" or "to" or "and" or "versus")
            {
                var next = i + 2;
                if (ValueAt(sentence, ref next) is not { } alternative)
                {
                    break;
                }

                values.Add(alternative);
                i = next;
            }

            figures.Add(ToFigure(sentence, values, first, i));
        }

        return figures;
    }

    /// <summary>The value that starts at <paramref name="at"/>, which is moved to its last word.</summary>
    private static double? ValueAt(Candidate sentence, ref int at)
    {
        var value = NumberWords.ValueOf(sentence.Word(sentence.Words[at]));
        while (value is not null && at + 1 < sentence.Words.Count
            && NumberWords.MagnitudeOf(sentence.Word(sentence.Words[at + 1])) is { } magnitude)
        {
            value *= magnitude;
            at++;
        }

        return value;
    }

    private static Figure ToFigure(Candidate sentence, List<double> values, int first, int last)
    {
        var unit = new List<ulong>();
        var end = sentence.Words[last].Start + sentence.Words[last].Length;
        var start = sentence.Words[first].Start;
        var about = end;
        if ((end < sentence.Text.Length && sentence.Text[end] == '%') || (start > 0 && sentence.Text[start - 1] is '$' or '€' or '£'))
        {
            unit.Add(end < sentence.Text.Length && sentence.Text[end] == '%' ? '%' : sentence.Text[start - 1]);
        }

        foreach (var token in sentence.Words.Skip(last + 1).TakeWhile(token => token.Kind == TokenKind.Word).Take(UnitWords))
        {
            if (sentence.Text[about..token.Start].ContainsAny(Breaks))
            {
                break;
            }

            unit.Add(token.Term);
            about = token.Start + token.Length;
        }

        about = CountingPeriod.EndOf(sentence.Text, about);
        var label = sentence.Words.Take(first).Reverse().TakeWhile(token => token.Kind is TokenKind.Stop or TokenKind.Word).Take(UnitWords)
            .Where(token => token.Kind == TokenKind.Word).Select(token => token.Term);
        return new Figure(values, unit, [.. label], Name(sentence.Text[end..about].Trim(), unit), CountingPeriod.Of(sentence, first, last));
    }

    /// <summary>What is counted, even if no word follows the number ("costs $9.").</summary>
    private static string Name(ReadOnlySpan<char> written, List<ulong> unit) =>
        !written.IsEmpty ? written.ToString() : unit is ['$' or '€' or '£', ..] ? $"the amount in {(char)unit[0]}" : "the figure";
}

/// <summary>A quantity in a sentence. It has several values for "three or four".</summary>
/// <param name="Unit">What is counted, as hashes of the following words, nearest first; a sign such as % or $ comes first.</param>
/// <param name="Period">The period it is counted in ("day" for "flights a day", "daily flights"); null for a total.</param>
internal sealed record Figure(IReadOnlyList<double> Values, IReadOnlyList<ulong> Unit, IReadOnlyList<ulong> Label, string About, string? Period)
{
    /// <summary>Whether they have no value in common and count in the same period or none.</summary>
    public bool Contradicts(Figure other) => Period == other.Period && !Values.Intersect(other.Values).Any();
}

internal static partial class CountingPeriod
{
    /// <summary>Extends "flights" to the end of "flights a day".</summary>
    public static int EndOf(ReadOnlySpan<char> text, int end)
    {
        foreach (var match in Adjacent().EnumerateMatches(text[end..]))
        {
            return end + match.Length;
        }

        return end;
    }

    /// <summary>The period of a figure: between it and the next one, or right before it; before the first figure, anywhere.</summary>
    public static string? Of(Candidate sentence, int first, int last)
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
