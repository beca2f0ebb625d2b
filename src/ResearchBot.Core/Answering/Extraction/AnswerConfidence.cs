using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Decides how far a sentence, with what stands around it, speaks to the question.</summary>
internal static class AnswerConfidence
{
    private const double Enough = 0.5;
    private const double Some = 0.22;

    public static AnswerOutcome Judge(QuestionTerms terms, CandidateSentence best, TermSet inExcerpt)
    {
        var spoken = best.Own.Or(best.Context).Or(inExcerpt);
        var coverage = terms.Coverage(spoken);
        var asked = terms.Terms.Count;
        if (spoken.Count < Math.Min(2, asked) || coverage < Some)
        {
            return AnswerOutcome.NotFound;
        }

        return coverage >= Enough ? AnswerOutcome.Answered : AnswerOutcome.Partial;
    }
}
