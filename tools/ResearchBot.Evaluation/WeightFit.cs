using System.Globalization;
using System.Text;
using ResearchBot.Core.Answering.Extraction;

namespace ResearchBot.Evaluation;

/// <summary>A question whose units are known to be right or wrong.</summary>
/// <param name="Units">The features of each unit with how right it is: 1 if its statement holds the answer, less if only its excerpt does.</param>
/// <param name="Confidence">The features that the best unit's confidence is judged by.</param>
/// <param name="IsRight">Whether the best unit, as it is quoted, is right.</param>
internal sealed record FitQuestion(IReadOnlyList<(double[] Features, double Right)> Units, double[] Confidence, bool IsRight)
{
    private const double OnlyInExcerpt = 0.4;

    /// <summary>How much it counts where units are fitted.</summary>
    public double UnitWeight { get; init; }

    /// <summary>How much it counts where confidence is fitted.</summary>
    public double ConfidenceWeight { get; init; }

    public static FitQuestion Of(AskedTeamQuestion asked)
    {
        var answers = asked.Offered.Units.Select(unit => (unit.Features.ToArray(), RightOf(asked.Question, unit))).ToArray();
        return new FitQuestion(answers, [.. asked.Offered.Features], asked.Offered.Units is [var best, ..] && RightOf(asked.Question, best) > 0);
    }

    public static FitQuestion Of(AskedQuestion asked)
    {
        var gold = asked.IsAnswerable ? asked.Query.Gold : [];
        var answers = asked.Offered.Units.Select(unit => (unit.Features.ToArray(), gold.Any(one => one.StandsIn(unit)) ? 1.0 : 0)).ToArray();
        return new FitQuestion(answers, [.. asked.Offered.Features], answers is [(_, > 0), ..]);
    }

    private static double RightOf(TeamQuestion question, OfferedUnit unit) =>
        question.IsUnanswerable ? 0
        : question.IsAnsweredBy([(unit.DocumentId, unit.Statement), (unit.DocumentId, unit.Text)]) ? 1
        : question.IsAnsweredBy([(unit.DocumentId, unit.Excerpt), (unit.DocumentId, unit.Statement)]) ? OnlyInExcerpt
        : 0;
}

/// <summary>Fits the weights of extraction: of units so that right ones come first, of confidence so that it is the share of what is right.</summary>
internal static class WeightFit
{
    private const int Steps = 1_500;

    /// <summary>Weights that rank right units first: the likelihood of a listwise choice, with a pull to the weights of today.</summary>
    public static double[] OfUnits(IReadOnlyList<FitQuestion> questions, double[] today, double pull)
    {
        var usable = questions.Where(one => one.Units.Any(unit => unit.Right > 0)).ToArray();
        return Climb(today, pull, usable.Sum(one => one.UnitWeight), (weights, gradient) =>
        {
            foreach (var question in usable)
            {
                Listwise(question, weights, gradient);
            }
        });
    }

    /// <summary>Weights and, last, the bias of a logistic that tells how likely the best unit is right.</summary>
    public static double[] OfConfidence(IReadOnlyList<FitQuestion> questions, double pull)
    {
        FitQuestion[] usable = [.. questions.Where(one => one is { ConfidenceWeight: > 0, Confidence.Length: > 0 })];
        var (total, count) = (usable.Sum(one => one.ConfidenceWeight), usable[0].Confidence.Length);
        double[] mean = [.. Enumerable.Range(0, count).Select(i => usable.Sum(one => one.ConfidenceWeight * one.Confidence[i]) / total)];
        var centred = Array.ConvertAll(usable, one => (one.ConfidenceWeight, one.IsRight, Features: one.Confidence.Zip(mean, (value, usual) => value - usual).Append(1).ToArray()));
        var fitted = Climb(new double[count + 1], pull, total, (weights, gradient) =>
        {
            foreach (var (weight, isRight, features) in centred)
            {
                var missed = (isRight ? 1 : 0) - (1 / (1 + Math.Exp(-Dot(features, weights))));
                for (var i = 0; i < features.Length; i++)
                {
                    gradient[i] += weight * missed * features[i];
                }
            }
        });
        fitted[^1] -= Dot(mean, fitted);
        return fitted;
    }

    /// <summary>The share of questions, by weight, whose first unit is right.</summary>
    public static double HitAt1(IReadOnlyList<FitQuestion> questions, double[] weights, double least = 0)
    {
        var usable = questions.Where(one => one.Units.Any(unit => unit.Right > 0)).ToArray();
        return usable.Sum(one => one.Units.MaxBy(unit => Dot(unit.Features, weights)).Right > least ? one.UnitWeight : 0) / Math.Max(1e-9, usable.Sum(one => one.UnitWeight));
    }

    /// <summary>The weights file with these groups' lines replaced.</summary>
    public static string Rewrite(string file, params (string Group, IReadOnlyList<string> Names, double[] Weights)[] groups)
    {
        var lines = new StringBuilder();
        foreach (var line in file.TrimEnd('\n').Split('\n'))
        {
            var name = line.Split(' ')[0];
            var (group, names, weights) = groups.FirstOrDefault(one => name.StartsWith($"{one.Group}.", StringComparison.Ordinal));
            var at = group is null ? -1 : names.ToList().IndexOf(name[(group.Length + 1)..]);
            lines.Append(at < 0 ? line : $"{name} {weights[at].ToString("0.###", CultureInfo.InvariantCulture)}").Append('\n');
        }

        return lines.ToString();
    }

    private static void Listwise(FitQuestion question, double[] weights, double[] gradient)
    {
        var scores = question.Units.Select(unit => Dot(unit.Features, weights)).ToArray();
        var most = scores.Max();
        var chances = scores.Select(score => Math.Exp(score - most)).ToArray();
        var (all, right) = (chances.Sum(), chances.Zip(question.Units, (chance, unit) => chance * unit.Right).Sum());
        for (var u = 0; u < chances.Length; u++)
        {
            var (features, isRight) = question.Units[u];
            var pull = question.UnitWeight * ((isRight > 0 ? chances[u] * isRight / right : 0) - (chances[u] / all));
            for (var i = 0; i < features.Length; i++)
            {
                gradient[i] += pull * features[i];
            }
        }
    }

    /// <summary>Adam, with the weights pulled to where they start.</summary>
    private static double[] Climb(double[] start, double pull, double total, Action<double[], double[]> addGradient)
    {
        var weights = (double[])start.Clone();
        var (first, second) = (new double[weights.Length], new double[weights.Length]);
        for (var step = 1; step <= Steps; step++)
        {
            var gradient = new double[weights.Length];
            addGradient(weights, gradient);
            for (var i = 0; i < weights.Length; i++)
            {
                var slope = (gradient[i] / total) - (pull * (weights[i] - start[i]));
                first[i] = (0.9 * first[i]) + (0.1 * slope);
                second[i] = (0.999 * second[i]) + (0.001 * slope * slope);
                weights[i] += 0.02 * (first[i] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(second[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
            }
        }

        return weights;
    }

    private static double Dot(double[] features, double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < features.Length; i++)
        {
            sum += features[i] * weights[i];
        }

        return sum;
    }
}
