using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>Turns supported statements into an answer, with the conflicts that the sources have. Not yet compared with the store.</summary>
internal static class GeneratedDraft
{
    /// <summary>Adds the supported statements, one at least, to the extractive answer to the same question.</summary>
    public static Answer Write(Answer extracted, GeneratedAnswer generated)
    {
        var citations = new List<Citation>();
        var statements = new List<Statement>();
        foreach (var statement in generated.Statements)
        {
            statements.Add(new Statement(statement.Text, [.. statement.Passages.Select(passage => Cite(citations, passage)).Distinct()]));
        }

        var conflicts = extracted.Conflicts.Where(conflict => conflict.Citations.Any(number => IsSpokenOf(citations, extracted, number))).ToArray()
            .Select(conflict => conflict with { Citations = [.. conflict.Citations.Select(number => Cite(citations, extracted.Citations.First(citation => citation.Number == number)))] })
            .Where(conflict => conflict.Citations.Distinct().Count() > 1)
            .ToArray();
        return extracted with
        {
            Outcome = generated.SaysPartly || extracted.Outcome == AnswerOutcome.NotFound ? AnswerOutcome.Partial : AnswerOutcome.Answered,
            Mode = AnswerMode.Model,
            Statements = statements,
            Citations = citations,
            Conflicts = conflicts,
            Closest = [],
            MayHaveMore = false,
        };
    }

    /// <summary>Whether the model mentions this side of a conflict; otherwise the conflict belongs to another question.</summary>
    private static bool IsSpokenOf(List<Citation> citations, Answer extracted, int number)
    {
        var side = extracted.Citations.First(citation => citation.Number == number);
        return citations.Exists(citation => citation.Document.Id == side.Document.Id && citation.Start < side.End && side.Start < citation.End);
    }

    private static int Cite(List<Citation> citations, ProvenPassage passage) =>
        Cite(citations, Citation.Of(0, passage.Source.Version, passage.Range, passage.Source.Score).Stating(passage.Range));

    /// <summary>The number of the citation that contains it; adds one if none does.</summary>
    private static int Cite(List<Citation> citations, Citation wanted)
    {
        var holding = citations.Find(citation => citation.Document.Id == wanted.Document.Id && citation.Start <= wanted.Start && wanted.End <= citation.End);
        if (holding is not null)
        {
            return holding.Number;
        }

        var inside = citations.FindIndex(citation => citation.Document.Id == wanted.Document.Id && wanted.Start <= citation.Start && citation.End <= wanted.End);
        if (inside >= 0)
        {
            citations[inside] = wanted with { Number = citations[inside].Number };
            return citations[inside].Number;
        }

        citations.Add(wanted with { Number = citations.Count + 1 });
        return citations.Count;
    }
}
