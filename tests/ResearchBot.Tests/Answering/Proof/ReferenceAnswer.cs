using ResearchBot.Core.Answering.Grounding;

namespace ResearchBot.Tests.Answering.Proof;

/// <summary>A sentence of somebody's answer in clapnq-dev.</summary>
/// <param name="Half">0 or 1, by its question.</param>
/// <param name="Sentence">Itself.</param>
/// <param name="Quotes">The sentences of the document on which the answer rests.</param>
/// <param name="Question">What was asked.</param>
internal sealed record ReferenceAnswer(int Half, string Sentence, GroundingQuote[] Quotes, string Question)
{
    public bool IsKept => GroundingCheck.Check(Sentence, Quotes, Question) is null;
}
