using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Answers a question with units of the documents, word for word.</summary>
public static class ExtractiveAnswerer
{
    private const int MostStatements = 3;
    private const int MostClosest = 3;
    private const int Considered = 12;

    /// <summary>A list over documents has this many statements.</summary>
    private const int LeastOfList = 3;

    private const int MostOfList = 8;

    private const double SlightlyLess = 0.02;

    /// <summary>A further unit may score this much less than the best one.</summary>
    private static readonly double CloseToBest = ExtractionWeights.Of("outcome.close_to_best");

    /// <summary>The units that would be offered for a question, best first, with what they were judged by. For evaluation.</summary>
    public static OfferedUnits Offer(QuestionReading reading)
    {
        var draft = new AnswerDraft(reading);
        if (reading.Ranked.Count == 0)
        {
            return new OfferedUnits([], 0, AnswerOutcome.NotFound, []);
        }

        var features = new UnitFeatures(reading.Terms, reading.Asked, reading.Found.Chunks, reading.UsualMeaning);
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
        var draft = new AnswerDraft(reading);
        var (confidence, outcome, unanswered, mayHaveMore) = (0.0, AnswerOutcome.NotFound, new List<string>(), false);
        if (reading.Parts.Count > 0)
        {
            (confidence, outcome) = StateParts(draft, reading.Parts, unanswered);
        }
        else
        {
            (confidence, outcome) = Judge(draft, reading);
            mayHaveMore = outcome != AnswerOutcome.NotFound && State(draft, reading);
        }

        Citation[] closest = outcome != AnswerOutcome.NotFound ? []
            : [.. reading.Ranked.DistinctBy(one => one.Source).Take(MostClosest).Select((one, i) => draft.Cite(one, i + 1))];
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
            Unanswered = outcome == AnswerOutcome.NotFound ? [] : unanswered,
            MayHaveMore = mayHaveMore,
        };
    }

    private static (double Confidence, AnswerOutcome Outcome) Judge(AnswerDraft draft, QuestionReading reading)
    {
        if (reading.Ranked.Count == 0)
        {
            return (0, AnswerOutcome.NotFound);
        }

        var quoted = draft.QuotedWith(reading.Ranked[0]);
        var confidence = AnswerConfidence.Of(reading, quoted);
        return (confidence, AnswerConfidence.Judge(confidence, reading, quoted));
    }

    /// <summary>States what answers a question. Returns whether there may be more of what it asks for.</summary>
    private static bool State(AnswerDraft draft, QuestionReading reading)
    {
        var ranked = reading.Ranked;
        if (SeveralOf(reading) is { Length: >= LeastOfList } several)
        {
            Array.ForEach(several, one => draft.State(one, MostOfList));
            return true;
        }

        foreach (var one in ranked.Take(Considered).Where((one, i) => i == 0 || one.Score >= ranked[0].Score - CloseToBest))
        {
            draft.State(one, MostStatements);
        }

        if (new ConflictFinder(reading.Terms, reading.Asked.Kind).Find([.. ranked.Take(Considered)]) is { } conflict)
        {
            draft.Oppose(conflict);
        }

        return false;
    }

    /// <summary>The best unit of each place that has as much of the question as the best of all, if it asks for all things of a kind.</summary>
    private static Candidate[] SeveralOf(QuestionReading reading)
    {
        if (!AskedFor.IsSeveral(reading.Question) || reading.Ranked[0].Unit.Kind is UnitKind.List or UnitKind.Code)
        {
            return [];
        }

        var enough = CoverageOf(reading.Ranked[0]) - SlightlyLess;
        return [.. reading.Ranked.Where(one => one.Own.Count > 0 && CoverageOf(one) >= enough).DistinctBy(one => one.Version.Document.Id).Take(MostOfList)];

        double CoverageOf(Candidate one) => reading.Terms.Coverage(one.Own.Or(one.Above).Or(one.Headings));
    }

    /// <summary>Puts the best of each part side by side. The answer is as sure as its least sure part.</summary>
    private static (double Confidence, AnswerOutcome Outcome) StateParts(AnswerDraft draft, IReadOnlyList<ReadPart> parts, List<string> unanswered)
    {
        var judged = new List<(double Confidence, AnswerOutcome Outcome)>();
        foreach (var (part, reading) in parts)
        {
            draft.TurnTo(reading);
            var one = Judge(draft, reading);
            if (one.Outcome == AnswerOutcome.NotFound || AnswerConfidence.IsOfAnother(reading))
            {
                unanswered.Add(part.Name);
                continue;
            }

            draft.TurnTo(reading, part.Name, one.Outcome == AnswerOutcome.Partial);
            draft.State(reading.Ranked[0], parts.Count);
            judged.Add(one);
        }

        return judged.Count == 0 ? (0, AnswerOutcome.NotFound)
            : (judged.Min(one => one.Confidence), judged.Exists(one => one.Outcome == AnswerOutcome.Answered) ? AnswerOutcome.Answered : AnswerOutcome.Partial);
    }
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
