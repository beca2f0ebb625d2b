using System.Buffers;
using ResearchBot.Core.Answering.Figures;
using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Answering.Extraction.Conflicts;

/// <summary>Finds the quantities of a sentence: digits or number words, with what they count.</summary>
internal static class FigureReader
{
    private const int UnitWords = 3;

    private static readonly SearchValues<char> Breaks = SearchValues.Create(",;:.()—–");

    public static List<Figure> Read(CandidateSentence sentence)
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

    /// <summary>The value that begins at <paramref name="at"/>, which then stands at its last word.</summary>
    private static double? ValueAt(CandidateSentence sentence, ref int at)
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

    private static Figure ToFigure(CandidateSentence sentence, List<double> values, int first, int last)
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

    /// <summary>What is counted, also where nothing is said after the number ("costs $9.").</summary>
    private static string Name(ReadOnlySpan<char> written, List<ulong> unit) =>
        !written.IsEmpty ? written.ToString() : unit is ['$' or '€' or '£', ..] ? $"the amount in {(char)unit[0]}" : "the figure";
}
