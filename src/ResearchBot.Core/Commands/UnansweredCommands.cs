using System.Globalization;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

public sealed class UnansweredListCommand(OpenQuestions open, TimeProvider time)
    : Command(new("unanswered list", CommandGroup.Unanswered, Role.Moderator)
    {
        Summary = "Show what was asked and not answered, repeats counted.",
        Example = "unanswered list --days 7 --top 10",
        IsAudited = false,
        Options =
        [
            new("days", OptionKind.Number, $"How far back, {DefaultDays} days if not said, {MostDays} at most."),
            new("top", OptionKind.Number, $"How many questions, {DefaultTop} if not said, {MostTop} at most."),
        ],
    })
{
    private const int DefaultDays = 30;
    private const int MostDays = 3650;
    private const int DefaultTop = 20;
    private const int MostTop = 100;

    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var days = request.Number("days", MostDays) ?? DefaultDays;
        var top = request.Number("top", MostTop) ?? DefaultTop;
        var askings = await open.ReadAsync(request.Person.Workspace, time.GetUtcNow().AddDays(-days), cancellationToken);
        var rows = askings
            .GroupBy(asking => asking.Question)
            .OrderByDescending(question => Times(question)).ThenByDescending(question => question.First().AskedAt)
            .Take(top)
            .Select(question => Row(question, request))
            .ToArray();
        return new TableReply(
            rows.Length == 0
                ? $"No question of the last {days} days waits for an answer."
                : $"Not answered in the last {days} days, most asked first. /unanswered dismiss ID takes a question from the list."
                    + (request.IsPrivate ? string.Empty : " What was asked in other channels is shown to you alone, in a private reply."),
            ["id", "question", "times", "askers", "last asked", "where", "why"],
            rows);
    }

    private static string[] Row(IGrouping<string, OpenAsking> question, CommandRequest request)
    {
        var readable = question.FirstOrDefault(asking => MayRead(asking, request));
        return
        [
            question.Key,
            readable?.Text ?? (question.All(asking => asking.TextIsPrivate != 0) ? "(private)" : "(asked elsewhere)"),
            Times(question).ToString(CultureInfo.InvariantCulture),
            question.Select(asking => asking.Person).Distinct().Count().ToString(CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeMilliseconds(question.First().AskedAt).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
            string.Join(", ", question.Select(asking => Place(asking, request)).Distinct().Order(StringComparer.Ordinal)),
            Why(question, request),
        ];
    }

    /// <summary>In a channel, only what was asked publicly there. In private, a moderator reads what was public anywhere, but never another person's
    /// private question.</summary>
    internal static bool MayRead(OpenAsking asking, CommandRequest request) => asking.TextIsPrivate != 0
        ? request.IsPrivate && asking.TextPerson == request.Person.Name
        : request.IsPrivate || asking.TextChannel == request.Channel;

    private static string Place(OpenAsking asking, CommandRequest request) =>
        asking.TextIsPrivate != 0 ? "private"
        : asking.TextChannel is not { } channel ? "no channel"
        : request.IsPrivate ? channel
        : channel == request.Channel ? "here" : "other channels";

    private static string Why(IGrouping<string, OpenAsking> question, CommandRequest request)
    {
        var unhelpful = question.Where(asking => asking.Reason is not null).ToArray();
        var reason = unhelpful.FirstOrDefault(asking => asking.Reason!.Length > 0 && (request.IsPrivate || (MayRead(asking, request) && asking.IsPrivate == 0)))?.Reason;
        return unhelpful.Length == 0 ? "not found" : reason is null ? "not helpful" : $"not helpful: {reason}";
    }

    private static int Times(IGrouping<string, OpenAsking> question) => question.Select(asking => asking.Answer).Distinct().Count();
}

public sealed class UnansweredDismissCommand(OpenQuestions open)
    : Command(new("unanswered dismiss", CommandGroup.Unanswered, Role.Moderator)
    {
        Summary = "Take a question from the list of unanswered ones.",
        Example = "unanswered dismiss 9c1e07b25a44",
        Options =
        [
            new("id", OptionKind.Word, "The question's id, from /unanswered list.", Required: true),
            new("undo", OptionKind.Flag, "Put it back."),
        ],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var id = request.Value("id") ?? string.Empty;
        var undo = request.Has("undo");
        if (!await open.DismissAsync(request.Person.Workspace, id, dismiss: !undo, request.Person.Name, cancellationToken))
        {
            throw new UserFacingException($"There is no unanswered question {OutgoingText.CleanLine(id)} here. /unanswered list lists them with their ids.");
        }

        return new DoneReply(undo
            ? $"Question {id} is on the list again, and its askers are told when a document answers it."
            : $"Question {id} is off the list, however often it is asked; its askers are not told of late answers. /unanswered dismiss {id} --undo takes that back.");
    }
}

public sealed class StatsCommand(QuestionFigures figures, TimeProvider time)
    : Command(new("stats", CommandGroup.Unanswered, Role.Moderator)
    {
        Summary = "Show figures: questions, found, helpful, how long.",
        Example = "stats --days 30 --by channel",
        IsAudited = false,
        Options =
        [
            new("days", OptionKind.Number, $"How far back, {DefaultDays} days if not said, {MostDays} at most."),
            new("by", OptionKind.Word, $"{FigureGrouping.Names}; day if not said."),
        ],
    })
{
    private const int DefaultDays = 30;
    private const int MostDays = 366;

    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var days = request.Number("days", MostDays) ?? DefaultDays;
        var by = request.Value("by") ?? "day";
        var questions = await figures.ReadAsync(request.Person.Workspace, time.GetUtcNow().AddDays(-days), cancellationToken);
        var grouping = FigureGrouping.Of(by, questions, request.Audience)
            ?? throw new UserFacingException($"Figures cannot be shown by {OutgoingText.CleanLine(by)}: use {FigureGrouping.Names}.");
        if (questions.Count == 0)
        {
            return new TableReply($"Nothing was asked here in the last {days} days.", [grouping.Column, .. FigureRow.Columns], []);
        }

        var longest = grouping.Rows.Max(row => row.Questions.Count);
        return new TableReply(
            $"Questions of this workspace in the last {days} days, by {by.ToLowerInvariant()}; times are UTC.",
            [grouping.Column, .. FigureRow.Columns],
            [.. grouping.Rows.Select(row => FigureRow.Of(row.Name, row.Questions, longest)), FigureRow.Of("all", questions, longest: 0)]);
    }
}
