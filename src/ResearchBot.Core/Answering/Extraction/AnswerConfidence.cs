namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Decides how far a sentence, with what stands around it, speaks to the question.</summary>
internal static class AnswerConfidence
{
    private const double Enough = 0.5;
    private const double Some = 0.22;

    /// <summary>A single word of a longer question must carry this share of it.</summary>
    private const double ByOneWord = 0.4;

    /// <summary>0 to 1: how much of the question the words of the best chunk and of the sentence with its excerpt carry, on average.</summary>
    public static double Of(QuestionTerms terms, CandidateSentence best, TermSet inExcerpt, double bestWordScore) =>
        (terms.ShareOf(bestWordScore) + terms.Coverage(best.Own.Or(best.Context).Or(inExcerpt))) / 2;

    /// <summary>What a person is told.</summary>
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
