using ResearchBot.Core;
using ResearchBot.Core.Answering.Extraction;
using ResearchBot.Core.Commands;

namespace ResearchBot.Evaluation;

/// <summary>Fits the weights of extraction on the halves of question sets that are meant for it: <c>fit</c> of teams' sets, the even one of others.</summary>
internal sealed class Fitter(Evaluator evaluator, TeamEvaluator teams)
{
    private const double UnitPull = 0.002;
    private const double ConfidencePull = 0.0003;

    /// <summary>Each set counts alike; in the fit of confidence the few questions of teams count this much of a set.</summary>
    private const double TeamsInConfidence = 0.25;

    /// <summary>Writes a weights file and says how well it does on what it was fitted on.</summary>
    /// <exception cref="UserFacingException">A folder is no question set.</exception>
    public async Task<TextReply> RunAsync(IReadOnlyList<string> folders, Action<string> write, KeptVectors? kept, CancellationToken cancellationToken)
    {
        var today = ExtractionFit.Read();
        var compared = await AskAsync(folders, byWords: false, kept, cancellationToken);
        var byWords = await AskAsync(folders, byWords: true, kept, cancellationToken);
        var units = WeightFit.OfUnits(compared, today.Units, UnitPull);
        var unitsByWords = WeightFit.OfUnits(byWords, today.UnitsByWords, UnitPull);
        var confidence = WeightFit.OfConfidence(compared, ConfidencePull);
        var confidenceByWords = WeightFit.OfConfidence(byWords, ConfidencePull);
        string[] bias = ["bias"];
        write(WeightFit.Rewrite(
            today.File,
            ("unit", OfferedUnit.FeatureNames, units),
            ("unit_by_words", OfferedUnit.FeatureNames, unitsByWords),
            ("confidence", [.. OfferedUnits.FeatureNames, .. bias], confidence),
            ("confidence_by_words", [.. OfferedUnits.FeatureNames, .. bias], confidenceByWords)));
        return new TextReply(
            $"""
            Fitted on {compared.Count} questions.
            first unit right (excerpt, statement): {WeightFit.HitAt1(compared, today.Units):0.000}, {WeightFit.HitAt1(compared, today.Units, 0.5):0.000} before; {WeightFit.HitAt1(compared, units):0.000}, {WeightFit.HitAt1(compared, units, 0.5):0.000} after.
            by words: {WeightFit.HitAt1(byWords, today.UnitsByWords):0.000} before, {WeightFit.HitAt1(byWords, unitsByWords):0.000} after.
            Put the written file in the place of extraction-weights.txt and build. Confidence is fitted to the order of today: fit again after that.
            """);
    }

    private async Task<IReadOnlyList<FitQuestion>> AskAsync(IReadOnlyList<string> folders, bool byWords, KeptVectors? kept, CancellationToken cancellationToken)
    {
        var (questions, ofTeams) = (new List<FitQuestion>(), new List<FitQuestion>());
        foreach (var folder in folders)
        {
            if (TeamSet.FoldersIn(folder) is { Count: > 0 } sets)
            {
                foreach (var set in sets)
                {
                    ofTeams.AddRange((await teams.RunAsync(set, "fit", byWords, kept, cancellationToken)).Questions.Select(FitQuestion.Of));
                }

                continue;
            }

            var open = EvaluationSet.Read(folder, "even");
            var how = new AskedHow(WithoutRelevant: open.Queries.All(query => query.Answerable), byWords, WithModel: false);
            var run = await evaluator.RunAsync(open, how, kept, cancellationToken);
            var hasConflicts = File.Exists(Path.Combine(folder, "conflicts.jsonl")); // then more than one answer is right, and most are called wrong
            questions.AddRange(Weighed(
                [.. run.Answerable.Where(one => one.Query.Gold.Count > 0).Concat(run.Unanswerable).Select(FitQuestion.Of)], hasConflicts ? 0 : 1));
        }

        return [.. Weighed(ofTeams, TeamsInConfidence), .. questions];
    }

    private static IEnumerable<FitQuestion> Weighed(List<FitQuestion> set, double inConfidence)
    {
        var usable = set.Count(one => one.Units.Any(unit => unit.Right > 0));
        return set.Select(one => one with { UnitWeight = 1.0 / usable, ConfidenceWeight = inConfidence / set.Count });
    }
}
