using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Estimates how well a sentence and its surroundings answer the question.</summary>
internal static class AnswerConfidence
{
    private static readonly string[] Names = ["sure", "own", "spoken", "together", "lead", "gram_lead"];
    private static readonly double[] Weights = ExtractionWeights.Of("confidence", Names);
    private static readonly double Bias = ExtractionWeights.Of("confidence.bias");
    private static readonly double[] MeaningWeights = ExtractionWeights.Of("confidence_meaning", ["words", "cosine", "cosine_lead"]);
    private static readonly double MeaningBias = ExtractionWeights.Of("confidence_meaning.bias");
    private static readonly double Some = ExtractionWeights.Of("outcome.some");
    private static readonly double SomeOfFew = ExtractionWeights.Of("outcome.some_of_few");
    private static readonly double FewChunks = ExtractionWeights.Of("outcome.few_chunks");
    private static readonly double Enough = ExtractionWeights.Of("outcome.enough");

    /// <summary>A single word of a longer question must carry this share of its weight.</summary>
    private const double ByOneWord = 0.4;

    /// <summary>The probability, 0 to 1, that the best sentence's passage answers the question. Chunks and sentences are best first and not empty.</summary>
    public static double Of(
        QuestionTerms terms,
        IReadOnlyList<ResearchBot.Core.Search.RetrievedChunk> chunks,
        IReadOnlyList<CandidateSentence> ranked,
        IReadOnlyList<CandidateSentence> quoted,
        IReadOnlyDictionary<(string Document, int Start), float> meaning)
    {
        var best = chunks[0];
        var rival = chunks.FirstOrDefault(chunk => chunk.Version.Document.Id != best.Version.Document.Id)
            ?? (chunks.Count > 1 ? chunks[^1] : null);
        var grams = terms.GramCoverage(ranked[0].Source.Text);
        double[] features =
        [
            terms.ShareOf(best.WordScore),
            terms.Coverage(ranked[0].Own),
            terms.Coverage(Spoken(ranked[0], quoted)),
            terms.Coverage(ranked.Aggregate(default(TermSet), (set, sentence) => set.Or(sentence.Own).Or(sentence.Context))),
            rival is null ? 1 : best.Score - rival.Score,
            rival is null ? grams : grams - terms.GramCoverage(rival.Text),
        ];
        var evidence = Bias + ExtractionWeights.Sum(features, Weights);
        if (meaning.TryGetValue((ranked[0].Source.Version.Document.Id, ranked[0].Range.Start), out var cosine))
        {
            evidence = MeaningBias + ExtractionWeights.Sum([evidence, cosine, cosine - meaning.Values.Average()], MeaningWeights);
        }

        return 1 / (1 + Math.Exp(-evidence));
    }

    /// <summary>The outcome that a person is told.</summary>
    public static AnswerOutcome Judge(
        double confidence, int searched, QuestionTerms terms, AnswerType type, CandidateSentence best, IReadOnlyList<CandidateSentence> quoted)
    {
        var spoken = Spoken(best, quoted);
        var asked = terms.Terms.Count;
        var some = searched <= FewChunks ? SomeOfFew : Some;
        if (confidence < some || spoken.Count == 0 || (spoken.Count == 1 && asked > 2 && terms.Coverage(spoken) < ByOneWord))
        {
            return AnswerOutcome.NotFound;
        }

        // One word here and the others around it ("president" after a sentence about France) are not a full answer; nor are names alone if
        // what is asked about them occurs nowhere.
        var onlyNamed = terms.AreNames(spoken) && terms.Terms.Any(term => term.Chunks == 0 && !term.HasRelated);
        return confidence >= Enough && !onlyNamed && best.Own.Count >= Math.Min(2, asked) && HoldWhatIsAsked(terms, type, quoted)
            ? AnswerOutcome.Answered
            : AnswerOutcome.Partial;
    }

    /// <summary>A requested figure or time must occur in the excerpt. Names are recognised too roughly to insist on them.</summary>
    private static bool HoldWhatIsAsked(QuestionTerms terms, AnswerType type, IReadOnlyList<CandidateSentence> quoted) =>
        type is not (AnswerType.Figure or AnswerType.Time) || quoted.Any(sentence => AnswerTypes.Fits(type, sentence, terms));

    private static TermSet Spoken(CandidateSentence best, IReadOnlyList<CandidateSentence> quoted) =>
        quoted.Aggregate(best.Own.Or(best.Context), (set, sentence) => set.Or(sentence.Own));
}
