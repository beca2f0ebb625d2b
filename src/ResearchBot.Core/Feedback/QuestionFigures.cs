using System.Globalization;
using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Core.Feedback;

/// <summary>Reads past questions for statistics.</summary>
public sealed class QuestionFigures(Database database)
{
    /// <summary>The questions of a workspace, oldest first, without answers that were given later and unasked.</summary>
    public Task<IReadOnlyList<AnsweredQuestion>> ReadAsync(string workspace, DateTimeOffset since, CancellationToken cancellationToken) =>
        database.QueryAsync<AnsweredQuestion>(
            """
            SELECT a.channel AS Channel, a.is_private AS IsPrivate, a.person AS Person, a.outcome AS Outcome, a.elapsed_ms AS ElapsedMs,
                a.answered_at AS AnsweredAt,
                (SELECT COUNT(*) FROM answer_votes v WHERE v.answer_id = a.id AND v.is_helpful = 1) AS Helpful,
                (SELECT COUNT(*) FROM answer_votes v WHERE v.answer_id = a.id AND v.is_helpful = 0) AS Unhelpful
            FROM answers a
            WHERE a.workspace = @workspace AND a.answered_at >= @since AND NOT EXISTS (SELECT 1 FROM late_answers l WHERE l.answer_id = a.id)
            ORDER BY a.answered_at, a.id
            """,
            new { workspace, since = since.ToUnixTimeMilliseconds() },
            cancellationToken);
}

/// <summary>The statistics of one question, without any of its words. Times are in Unix milliseconds.</summary>
public sealed class AnsweredQuestion
{
    /// <summary>Null if there is no channel.</summary>
    public string? Channel { get; init; }

    /// <summary>1 if the asker alone read the answer.</summary>
    public required long IsPrivate { get; init; }

    public required string Person { get; init; }

    /// <summary>A name of <see cref="Answering.AnswerOutcome"/>.</summary>
    public required string Outcome { get; init; }

    public required long ElapsedMs { get; init; }
    public required long AnsweredAt { get; init; }
    public required long Helpful { get; init; }
    public required long Unhelpful { get; init; }

    public DateTime At => DateTimeOffset.FromUnixTimeMilliseconds(AnsweredAt).UtcDateTime;
}

/// <summary>The rows that questions are counted in.</summary>
internal sealed record FigureGrouping(string Column, IReadOnlyList<(string Name, IReadOnlyCollection<AnsweredQuestion> Questions)> Rows)
{
    public const string Names = "channel, day, week or hour";

    /// <summary>Groups questions; null for an unknown grouping. Empty days, weeks and hours get rows too, so that a chart shows no hidden gaps.</summary>
    public static FigureGrouping? Of(string by, IReadOnlyList<AnsweredQuestion> questions, Audience reader) => by.ToLowerInvariant() switch
    {
        "channel" => new FigureGrouping("where", [.. questions
            .GroupBy(question => Place(question, reader))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, (IReadOnlyCollection<AnsweredQuestion>)[.. group]))]),
        "day" => new FigureGrouping("day", ByTime(questions, at => at.Date, 1)),
        "week" => new FigureGrouping("week from", ByTime(questions, at => at.Date.AddDays(-(((int)at.DayOfWeek + 6) % 7)), 7)),
        "hour" => new FigureGrouping("hour", [.. Enumerable.Range(0, 24).Select(hour =>
            (hour.ToString("00':00'", CultureInfo.InvariantCulture), (IReadOnlyCollection<AnsweredQuestion>)[.. questions.Where(question => question.At.Hour == hour)]))]),
        _ => null,
    };

    /// <summary>The place of a question, as far as this reader may know: other channels are not distinguished if everybody reads along.</summary>
    private static string Place(AnsweredQuestion question, Audience reader) =>
        question.IsPrivate != 0 ? "private"
        : question.Channel is not { } channel ? "no channel"
        : reader.Person is not null ? channel
        : channel == reader.Channel ? "here" : "other channels";

    private static (string, IReadOnlyCollection<AnsweredQuestion>)[] ByTime(IReadOnlyList<AnsweredQuestion> questions, Func<DateTime, DateTime> start, int days)
    {
        var groups = questions.ToLookup(question => start(question.At));
        if (groups.Count == 0)
        {
            return [];
        }

        var (first, last) = (groups.Min(group => group.Key), groups.Max(group => group.Key));
        return [.. Enumerable.Range(0, ((last - first).Days / days) + 1).Select(step => first.AddDays(step * days)).Select(day =>
            (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (IReadOnlyCollection<AnsweredQuestion>)[.. groups[day]]))];
    }
}

/// <summary>A table row with the figures of some questions.</summary>
internal static class FigureRow
{
    private const int BarCharacters = 16;
    private const string Eighths = "▏▎▍▌▋▊▉█";

    public static readonly string[] Columns =
        ["questions", "found", "partly", "not found", "helpful", "not helpful", "askers", "median ms", "95% ms", "questions drawn"];

    /// <summary>A row; <paramref name="longest"/> is the number of questions that the longest bar represents, 0 for no bar.</summary>
    public static string[] Of(string name, IReadOnlyCollection<AnsweredQuestion> questions, int longest)
    {
        var latencies = questions.Select(question => question.ElapsedMs).Order().ToArray();
        return
        [
            name,
            Count(questions.Count),
            Count(questions.Count(question => question.Outcome == nameof(AnswerOutcome.Answered))),
            Count(questions.Count(question => question.Outcome == nameof(AnswerOutcome.Partial))),
            Count(questions.Count(question => question.Outcome == nameof(AnswerOutcome.NotFound))),
            Count(questions.Sum(question => question.Helpful)),
            Count(questions.Sum(question => question.Unhelpful)),
            Count(questions.Select(question => question.Person).Distinct().Count()),
            Quantile(latencies, 0.5),
            Quantile(latencies, 0.95),
            Bar(questions.Count, longest),
        ];
    }

    /// <summary>A bar in steps of an eighth of a character; anything above 0 is visible.</summary>
    public static string Bar(int value, int longest)
    {
        var eighths = longest == 0 || value == 0 ? 0 : Math.Max(1, (int)Math.Round(value * BarCharacters * 8.0 / longest));
        return new string('█', eighths / 8) + (eighths % 8 == 0 ? string.Empty : Eighths[(eighths % 8) - 1].ToString());
    }

    /// <summary>The nearest-rank quantile of sorted values; a dash if there are none.</summary>
    public static string Quantile(long[] ordered, double share) =>
        ordered.Length == 0 ? "-" : Count(ordered[Math.Max(0, (int)Math.Ceiling(share * ordered.Length) - 1)]);

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);
}
