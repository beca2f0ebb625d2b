using System.Globalization;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Feedback;

/// <summary>Reads what was asked, for counting.</summary>
public sealed class QuestionFigures(Database database)
{
    /// <summary>The questions of a workspace, oldest first; answers that nobody asked for in that moment are none.</summary>
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

/// <summary>What the figures know of one question: no word of it.</summary>
public sealed class AnsweredQuestion
{
    /// <summary>Where it was asked; null where there is no channel.</summary>
    public string? Channel { get; init; }

    /// <summary>1 where the asker alone read the answer.</summary>
    public required long IsPrivate { get; init; }

    /// <summary>Who asked; counted, not shown.</summary>
    public required string Person { get; init; }

    /// <summary>The name of the <see cref="Answering.AnswerOutcome"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>How long it took.</summary>
    public required long ElapsedMs { get; init; }

    /// <summary>When, in unix milliseconds.</summary>
    public required long AnsweredAt { get; init; }

    /// <summary>How many say that the answer helps.</summary>
    public required long Helpful { get; init; }

    /// <summary>How many say that it does not.</summary>
    public required long Unhelpful { get; init; }

    /// <summary>When, in UTC.</summary>
    public DateTime At => DateTimeOffset.FromUnixTimeMilliseconds(AnsweredAt).UtcDateTime;
}

/// <summary>Into which rows questions are counted.</summary>
internal sealed record FigureGrouping(string Column, IReadOnlyList<(string Name, IReadOnlyCollection<AnsweredQuestion> Questions)> Rows)
{
    public const string Names = "channel, day, week or hour";

    /// <summary>Groups questions; days, weeks and hours without any are rows too, so that a picture has no hidden gaps.</summary>
    /// <param name="by">How; null for an unknown way.</param>
    /// <param name="questions">Oldest first.</param>
    /// <param name="reader">Who reads the figures.</param>
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

    /// <summary>Where a question was asked, as far as this reader may know: other channels are not told apart where everybody reads along.</summary>
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

/// <summary>The figures of some questions, as a row of a table.</summary>
internal static class FigureRow
{
    private const int BarCharacters = 16;
    private const string Eighths = "▏▎▍▌▋▊▉█";

    /// <summary>The columns, after the one that names the row.</summary>
    public static readonly string[] Columns =
        ["questions", "found", "partly", "not found", "helpful", "not helpful", "askers", "median ms", "95% ms", "questions drawn"];

    /// <summary>A row.</summary>
    /// <param name="name">What it is about.</param>
    /// <param name="questions">Its questions.</param>
    /// <param name="longest">As many questions as the longest bar stands for; 0 draws none.</param>
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

    /// <summary>A bar in steps of an eighth of a character; anything above 0 can be seen.</summary>
    public static string Bar(int value, int longest)
    {
        var eighths = longest == 0 || value == 0 ? 0 : Math.Max(1, (int)Math.Round(value * BarCharacters * 8.0 / longest));
        return new string('█', eighths / 8) + (eighths % 8 == 0 ? string.Empty : Eighths[(eighths % 8) - 1].ToString());
    }

    /// <summary>The nearest-rank quantile of ordered values; a dash where there are none.</summary>
    public static string Quantile(long[] ordered, double share) =>
        ordered.Length == 0 ? "-" : Count(ordered[Math.Max(0, (int)Math.Ceiling(share * ordered.Length) - 1)]);

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);
}
