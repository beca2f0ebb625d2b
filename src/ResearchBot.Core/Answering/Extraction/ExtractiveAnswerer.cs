using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Answers a question with units of the documents, word for word.</summary>
public static class ExtractiveAnswerer
{
    private const int MostStatements = 3;
    private const int MostClosest = 3;
    private const int Considered = 12;

    /// <summary>A further unit may score this much less than the best one.</summary>
    private static readonly double CloseToBest = ExtractionWeights.Of("outcome.close_to_best");

    /// <summary>The units that would be offered for a question, best first, with what they were judged by. For evaluation.</summary>
    public static OfferedUnits Offer(QuestionReading reading)
    {
        var draft = DraftOf(reading);
        if (reading.Ranked.Count == 0)
        {
            return new OfferedUnits([], 0, AnswerOutcome.NotFound, []);
        }

        var features = new UnitFeatures(reading.Terms, reading.Asked, reading.Found.Chunks, reading.IsCompared ? reading.UsualMeaning : null);
        var quoted = draft.QuotedWith(reading.Ranked[0]);
        var confidence = AnswerConfidence.Of(reading, quoted);
        return new OfferedUnits(
            [.. reading.Ranked.Select(one => new OfferedUnit(
                one.Version.Document.Id, one.Text.ToString(), one.Statement, draft.Cite(one, 1).Excerpt, features.Of(one)))],
            confidence,
            AnswerConfidence.Judge(confidence, reading, quoted),
            AnswerConfidence.FeaturesOf(reading, quoted));
    }

    /// <summary>Picks statements and cuts their excerpts, without comparing them with the store yet.</summary>
    /// <param name="workspace">The asker's workspace.</param>
    public static Answer Answer(Question question, QuestionReading reading, string workspace)
    {
        var (ranked, draft) = (reading.Ranked, DraftOf(reading));
        var (confidence, outcome) = (0.0, AnswerOutcome.NotFound);
        var closest = new List<Citation>();
        if (ranked.Count > 0)
        {
            var quoted = draft.QuotedWith(ranked[0]);
            confidence = AnswerConfidence.Of(reading, quoted);
            outcome = AnswerConfidence.Judge(confidence, reading, quoted);
        }

        if (outcome == AnswerOutcome.NotFound)
        {
            closest.AddRange(ranked.DistinctBy(one => one.Source).Take(MostClosest).Select((one, i) => draft.Cite(one, i + 1)));
        }
        else
        {
            foreach (var one in ranked.Take(Considered).Where((one, i) => i == 0 || one.Score >= ranked[0].Score - CloseToBest))
            {
                draft.State(one, MostStatements);
            }

            if (new ConflictFinder(reading.Terms, reading.Asked.Kind).Find([.. ranked.Take(Considered)]) is { } conflict)
            {
                draft.Oppose(conflict);
            }
        }

        return new Answer(
            question.Text,
            outcome,
            Math.Round(confidence, 2),
            AnswerMode.Extractive,
            draft.Statements,
            draft.Citations,
            draft.Conflicts,
            [.. reading.Terms.Terms.Where(term => term.Chunks == 0 && !term.HasRelated).Select(term => term.Query.Surface)],
            closest,
            SearchedScope.Of(workspace, reading.Found.Scope),
            ElapsedMs: 0)
        {
            Corrected = reading.Found.Corrected,
        };
    }

    private static AnswerDraft DraftOf(QuestionReading reading) => new(new ExcerptCutter(reading.Terms, reading.Asked), reading.Ranked);
}

/// <summary>What the extractor would offer for a question: units, best first, with confidence and outcome. For evaluation and fitting.</summary>
/// <param name="Features">What the confidence is judged by, in the order of <see cref="FeatureNames"/>.</param>
public sealed record OfferedUnits(IReadOnlyList<OfferedUnit> Units, double Confidence, AnswerOutcome Outcome, IReadOnlyList<double> Features)
{
    /// <summary>The names of the features of confidence.</summary>
    public static IReadOnlyList<string> FeatureNames => AnswerConfidence.Names;
}

/// <summary>A unit on offer.</summary>
/// <param name="Text">Its own words.</param>
/// <param name="Excerpt">What is quoted with it.</param>
/// <param name="Features">In the order of <see cref="FeatureNames"/>.</param>
public sealed record OfferedUnit(string DocumentId, string Text, string Statement, string Excerpt, IReadOnlyList<double> Features)
{
    /// <summary>The names of the features of a unit.</summary>
    public static IReadOnlyList<string> FeatureNames => UnitFeatures.Names;
}
