namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Decides how far a sentence, with what stands around it, speaks to the question.</summary>
internal static class AnswerConfidence
{
    private const double Enough = 0.5;
    private const double Some = 0.22;

    /// <summary>A single word of a longer question must carry this share of it.</summary>
    private const double ByOneWord = 0.4;

    /// <summary>0 to 1: how much of the question the words of the best chunk and of the sentence with its excerpt carry, on average.</summary>
    public static double Of(QuestionTerms terms, CandidateSentence best, IReadOnlyList<CandidateSentence> quoted, double bestWordScore) =>
        (terms.ShareOf(bestWordScore) + terms.Coverage(Spoken(best, quoted))) / 2;

    /// <summary>What a person is told.</summary>
    /// <param name="terms">The question's words.</param>
    /// <param name="type">What it asks for.</param>
    /// <param name="best">The sentence that answers best.</param>
    /// <param name="quoted">The sentences of its excerpt.</param>
    public static AnswerOutcome Judge(QuestionTerms terms, AnswerType type, CandidateSentence best, IReadOnlyList<CandidateSentence> quoted)
    {
        var spoken = Spoken(best, quoted);
        var coverage = terms.Coverage(spoken);
        var asked = terms.Terms.Count;
        if (spoken.Count == 0 || (spoken.Count == 1 && asked > 2 && coverage < ByOneWord) || coverage < Some)
        {
            return AnswerOutcome.NotFound;
        }

        // One word here and the others around it ("president" after a sentence about France) are no full answer;
        // nor are names alone where what is asked of them stands nowhere.
        var onlyNamed = terms.AreNames(spoken) && terms.Terms.Any(term => term.Chunks == 0 && !term.HasRelated);
        return coverage >= Enough && !onlyNamed && best.Own.Count >= Math.Min(2, asked) && HoldWhatIsAsked(terms, type, quoted)
            ? AnswerOutcome.Answered
            : AnswerOutcome.Partial;
    }

    /// <summary>A figure or a time that is asked for must stand in the excerpt; names are told too roughly to insist on them.</summary>
    private static bool HoldWhatIsAsked(QuestionTerms terms, AnswerType type, IReadOnlyList<CandidateSentence> quoted) =>
        type is not (AnswerType.Figure or AnswerType.Time) || quoted.Any(sentence => AnswerTypes.Fits(type, sentence, terms));

    private static TermSet Spoken(CandidateSentence best, IReadOnlyList<CandidateSentence> quoted) =>
        quoted.Aggregate(best.Own.Or(best.Context), (set, sentence) => set.Or(sentence.Own));
}
