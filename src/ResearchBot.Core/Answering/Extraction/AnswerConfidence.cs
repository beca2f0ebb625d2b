using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Decides how far a sentence, with what stands around it, speaks to the question.</summary>
internal static class AnswerConfidence
{
    private const double Enough = 0.5;
    private const double Some = 0.22;

    /// <summary>A single word of a longer question must carry this share of it.</summary>
    private const double ByOneWord = 0.4;

    public static AnswerOutcome Judge(QuestionTerms terms, CandidateSentence best, TermSet inExcerpt)
    {
        var spoken = best.Own.Or(best.Context).Or(inExcerpt);
        var coverage = terms.Coverage(spoken);
        var asked = terms.Terms.Count;
        if (spoken.Count == 0 || (spoken.Count == 1 && asked > 2 && coverage < ByOneWord) || coverage < Some)
        {
            return AnswerOutcome.NotFound;
        }

        return coverage >= Enough && spoken.Count >= Math.Min(2, asked) ? AnswerOutcome.Answered : AnswerOutcome.Partial;
    }
}
