using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Estimates how likely the best unit, as it is quoted, answers the question.</summary>
internal static class AnswerConfidence
{
    public static readonly string[] Names =
    [
        "sure", "own", "spoken", "together", "lead", "gram_lead", "missing", "fit", "unfit", "identifiers", "margin", "chunk_first", "cosine", "cosine_lead", "cosine_spoken", "chunk_cosine", "best_cosine", "heading_named",
    ];

    private static readonly double[] Weights = ExtractionWeights.Of("confidence", Names);
    private static readonly double Bias = ExtractionWeights.Of("confidence.bias");
    private static readonly double[] WordWeights = ExtractionWeights.Of("confidence_by_words", Names);
    private static readonly double WordBias = ExtractionWeights.Of("confidence_by_words.bias");
    private static readonly double Nearest = ExtractionWeights.Of("outcome.nearest");
    private static readonly double NearestOfFew = ExtractionWeights.Of("outcome.nearest_of_few");
    private static readonly double FewChunks = ExtractionWeights.Of("outcome.few_chunks");
    private static readonly double Enough = ExtractionWeights.Of("outcome.answered");

    /// <summary>Where words with this share of the question's weight stand nowhere, it asks about something else.</summary>
    private const double MuchMissing = 0.15;

    /// <summary>By words alone, a single word of a longer question must carry this share of its weight.</summary>
    private const double ByOneWord = 0.4;

    /// <summary>The probability, 0 to 1. At least one unit was read.</summary>
    /// <param name="quoted">What is quoted with the best unit, itself included.</param>
    public static double Of(QuestionReading reading, IReadOnlyList<Candidate> quoted)
    {
        var features = FeaturesOf(reading, quoted);
        var evidence = reading.IsCompared ? Bias + ExtractionWeights.Sum(features, Weights) : WordBias + ExtractionWeights.Sum(features, WordWeights);
        return 1 / (1 + Math.Exp(-evidence));
    }

    /// <summary>In the order of <see cref="Names"/>.</summary>
    public static double[] FeaturesOf(QuestionReading reading, IReadOnlyList<Candidate> quoted)
    {
        var (terms, asked, ranked, chunks) = (reading.Terms, reading.Asked, reading.Ranked, reading.Found.Chunks);
        var (top, best) = (ranked[0], chunks[0]);
        var rival = chunks.FirstOrDefault(chunk => chunk.Version.Document.Id != best.Version.Document.Id)
            ?? (chunks.Count > 1 ? chunks[^1] : null);
        var grams = terms.GramCoverage(top.Source.Text);
        var fits = quoted.Any(one => QuestionKinds.Fits(asked.Kind, one, terms));
        var next = ranked.FirstOrDefault(one => !quoted.Contains(one));
        var spoken = Spoken(top, quoted);
        var cosine = top.Cosine ?? reading.UsualMeaning ?? 0;
        return
        [
            terms.ShareOf(best.WordScore),
            terms.Coverage(top.Own),
            terms.Coverage(spoken),
            terms.Coverage(ranked.Aggregate(default(TermSet), (set, one) => set.Or(one.Own).Or(one.Context))),
            rival is null ? 1 : best.Score - rival.Score,
            rival is null ? grams : grams - terms.GramCoverage(rival.Text),
            terms.MissingShare,
            fits ? 1 : 0,
            asked.Kind != QuestionKind.Any && !fits ? 1 : 0,
            asked.Identifiers.ShareIn(top),
            next is null ? 1 : Math.Min(1, (top.Score - next.Score) / 4),
            ReferenceEquals(top.Source, best) ? 1 : 0,
            cosine,
            cosine - (reading.UsualMeaning ?? 0),
            cosine * terms.Coverage(spoken),
            top.Source.Cosine ?? 0,
            chunks.Max(chunk => chunk.Cosine ?? 0),
            top.HeadingNamed,
        ];
    }

    /// <summary>The outcome that a person is told.</summary>
    public static AnswerOutcome Judge(double confidence, QuestionReading reading, IReadOnlyList<Candidate> quoted)
    {
        var (terms, best) = (reading.Terms, reading.Ranked[0]);
        var spoken = Spoken(best, quoted);
        var byOneWord = !reading.IsCompared && spoken.Count == 1 && terms.Terms.Count > 2 && terms.Coverage(spoken) < ByOneWord;
        var least = reading.Found.Scope.Chunks <= FewChunks ? NearestOfFew : Nearest;
        if (confidence < least || byOneWord || (spoken.Count == 0 && (confidence < Enough || !reading.IsCompared)))
        {
            return AnswerOutcome.NotFound;
        }

        var isFull = reading.IsCompared || best.Own.Or(best.Context).Count >= Math.Min(2, terms.Terms.Count);
        return confidence >= Enough && isFull && !IsOfAnother(reading) ? AnswerOutcome.Answered : AnswerOutcome.Partial;
    }

    /// <summary>Whether the question is about something that the best unit does not speak of: another thing's fact is no answer, however near it is.</summary>
    public static bool IsOfAnother(QuestionReading reading) =>
        reading.Terms.HasNameThatIsNowhere || reading.Terms.MissingShare > MuchMissing || reading.Asked.Identifiers.ShareIn(reading.Ranked[0]) < 1;

    private static TermSet Spoken(Candidate best, IReadOnlyList<Candidate> quoted) =>
        quoted.Aggregate(best.Own.Or(best.Context), (set, one) => set.Or(one.Own));
}
