using System.Globalization;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Feedback.Figures;

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
