using System.Text.Json.Serialization;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;

namespace ResearchBot.Evaluation;

/// <summary>What an evaluation of teams' documents found, in all, by set and by kind of question. See docs/evaluation.md.</summary>
internal sealed record TeamEvaluationReply(
    TeamFigures All, IReadOnlyList<TeamFigures> Sets, IReadOnlyList<TeamFigures> Kinds, ConversationFigures Conversations,
    IReadOnlyList<QuestionFigures> Questions, IReadOnlyList<string> Unread) : Reply
{
    public static TeamEvaluationReply Of(IReadOnlyList<AskedTeamSet> sets)
    {
        var asked = sets.SelectMany(set => set.Questions).ToArray();
        var turns = sets.SelectMany(set => set.Turns).ToArray();
        return new TeamEvaluationReply(
            TeamFigures.Of("all", asked),
            [.. sets.Select(set => TeamFigures.Of(set.Set.Name, set.Questions))],
            [.. asked.GroupBy(one => one.Question.Kind).OrderByDescending(kind => kind.Count()).Select(kind => TeamFigures.Of(kind.Key, [.. kind]))],
            ConversationFigures.Of(turns),
            [.. asked.Concat(turns).Select(QuestionFigures.Of)],
            [.. sets.SelectMany(set => set.Set.Unread.Select(file => $"{set.Set.Name}: {file}"))]);
    }
}

/// <summary>Shares of questions, 0 to 1; null where there is none of the sort.</summary>
/// <param name="SearchAt1">Answerable questions whose first passage in search holds the answer.</param>
/// <param name="FirstRight">Answerable questions whose first statement, with its excerpt, is right; also where it is shown as the nearest only.</param>
/// <param name="Answered">Of these the share that was given as the answer.</param>
/// <param name="AnyRight">Answerable questions whose statements together are right.</param>
/// <param name="Beside">Answerable questions with statements none of which is right.</param>
/// <param name="Refused">Answerable questions that were not found.</param>
/// <param name="WronglyAnswered">Unanswerable questions that got an answer.</param>
/// <param name="ShownAsNearest">Unanswerable questions that got a passage shown as the nearest.</param>
/// <param name="CalibrationError">Over five bins of equal size, the mean distance between confidence and the share of first statements that are right.</param>
internal sealed record TeamFigures(
    string Name,
    int Answerable,
    int Unanswerable,
    [property: JsonPropertyName("search_at_1")] double? SearchAt1,
    [property: JsonPropertyName("search_at_3")] double? SearchAt3,
    [property: JsonPropertyName("search_at_5")] double? SearchAt5,
    double? FirstRight,
    double? Answered,
    double? AnyRight,
    double? Beside,
    double? Refused,
    double? WronglyAnswered,
    double? ShownAsNearest,
    double? Auroc,
    double? CalibrationError,
    [property: JsonPropertyName("p50_ms")] double P50Ms)
{
    public static TeamFigures Of(string name, IReadOnlyList<AskedTeamQuestion> asked)
    {
        var answerable = asked.Where(one => !one.Question.IsUnanswerable).ToArray();
        var unanswerable = asked.Where(one => one.Question.IsUnanswerable).ToArray();
        return new TeamFigures(
            name,
            answerable.Length,
            unanswerable.Length,
            Share(answerable, one => one.Rank == 1),
            Share(answerable, one => one.Rank <= 3),
            Share(answerable, one => one.Rank <= 5),
            Share(answerable, one => one.IsFirstRight),
            Share(answerable, one => one.IsFirstRight && one.Answer.Outcome == AnswerOutcome.Answered),
            Share(answerable, one => one.IsAnyRight),
            Share(answerable, one => !one.IsAnyRight && !one.IsRefused),
            Share(answerable, one => one.IsRefused),
            Share(unanswerable, one => one.Answer.Outcome == AnswerOutcome.Answered),
            Share(unanswerable, one => one.Answer.Outcome == AnswerOutcome.Partial),
            RankingMetrics.Auroc([.. answerable.Select(one => one.Answer.Confidence)], [.. unanswerable.Select(one => one.Answer.Confidence)]),
            Calibration.ErrorOf([.. asked.Select(one => (one.Answer.Confidence, one.IsFirstRight))]),
            Math.Round(RankingMetrics.Percentile([.. asked.Select(one => one.Milliseconds)], 0.5), 1));
    }

    private static double? Share(AskedTeamQuestion[] asked, Func<AskedTeamQuestion, bool> holds) =>
        asked.Length == 0 ? null : Math.Round((double)asked.Count(holds) / asked.Length, 3);
}

/// <summary>How the turns of conversations went.</summary>
/// <param name="FollowUps">The turns after a conversation's first.</param>
internal sealed record ConversationFigures(int Turns, int FollowUps, int FollowUpsFirstRight, int FollowUpsAnyRight)
{
    public static ConversationFigures Of(IReadOnlyList<AskedTeamQuestion> turns)
    {
        var later = turns.Where(turn => turn.IsFollowUp).ToArray();
        return new ConversationFigures(turns.Count, later.Length, later.Count(turn => turn.IsFirstRight), later.Count(turn => turn.IsAnyRight));
    }
}

/// <summary>One question, for a person who looks for what went wrong.</summary>
/// <param name="Standalone">What was searched for.</param>
/// <param name="Rank">The rank of the first passage with the answer; null if it was not among those that were read.</param>
internal sealed record QuestionFigures(
    string Id, string Question, string Standalone, string Kind, bool Answerable, AnswerOutcome Outcome, double Confidence, int? Rank, bool FirstRight, bool AnyRight,
    IReadOnlyList<string> Statements, IReadOnlyList<string> Wanted)
{
    public static QuestionFigures Of(AskedTeamQuestion asked) => new(
        asked.Question.Id,
        asked.Question.Text,
        asked.Standalone,
        asked.Question.Kind,
        !asked.Question.IsUnanswerable,
        asked.Answer.Outcome,
        asked.Answer.Confidence,
        asked.Rank,
        asked.IsFirstRight,
        asked.IsAnyRight,
        [.. asked.Answer.Statements.Select(statement => statement.Text), .. asked.Answer.Closest.Select(citation => $"(closest) {citation.Excerpt}")],
        [.. asked.Question.Any, .. asked.Question.Must]);
}

/// <summary>How well confidence tells what share is right.</summary>
internal static class Calibration
{
    private const int Bins = 5;

    /// <summary>The mean distance between confidence and the share that is right, over five bins of equal size; null without questions.</summary>
    public static double? ErrorOf(IReadOnlyList<(double Confidence, bool IsRight)> judged)
    {
        if (judged.Count == 0)
        {
            return null;
        }

        var error = BinsOf(judged).Sum(bin => Math.Abs(bin.Sum(one => one.Confidence - (one.IsRight ? 1 : 0))) / judged.Count);
        return Math.Round(error, 4);
    }

    /// <summary>The judged by their confidence, in bins of equal size, none empty.</summary>
    public static IEnumerable<(double Confidence, bool IsRight)[]> BinsOf(IReadOnlyList<(double Confidence, bool IsRight)> judged)
    {
        var ordered = judged.OrderBy(one => one.Confidence).ToArray();
        return Enumerable.Range(0, Bins).Select(bin => ordered[(bin * ordered.Length / Bins)..((bin + 1) * ordered.Length / Bins)]).Where(bin => bin.Length > 0);
    }
}
