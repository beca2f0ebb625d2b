using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Extraction;

namespace ResearchBot.Evaluation;

/// <summary>What became of a question.</summary>
/// <param name="Query">The question.</param>
/// <param name="IsAnswerable">Whether what was searched answers it.</param>
/// <param name="Ranked">The documents that were found, best first.</param>
/// <param name="Offered">What the extractor would offer.</param>
/// <param name="Milliseconds">From the question to the offer, without a language model.</param>
internal sealed record AskedQuestion(
    SetQuery Query, bool IsAnswerable, IReadOnlyList<string> Ranked, OfferedSentences Offered, double Milliseconds)
{
    /// <summary>How many statements of a language model were shown; 0 where none was asked.</summary>
    public int Kept { get; init; }

    /// <summary>How many were left out as unproved.</summary>
    public int Dropped { get; init; }

    /// <summary>Whether a person would be told that nothing was found.</summary>
    public bool IsRefused => Offered.Outcome == AnswerOutcome.NotFound;

    /// <summary>Whether one of the first sentences is a known answer.</summary>
    public bool IsHit(int first) =>
        Offered.Sentences.Take(first).Any(sentence => Query.Gold.Any(gold => gold.StandsIn(sentence)));
}
