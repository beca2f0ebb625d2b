using System.Globalization;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Feedback;

/// <summary>Lists what the documents did not answer, repeats merged.</summary>
public sealed class UnansweredListCommand(OpenQuestions open, TimeProvider time) : Command
{
    private const int DefaultDays = 30;
    private const int MostDays = 3650;
    private const int DefaultTop = 20;
    private const int MostTop = 100;

    /// <inheritdoc/>
    public override string Name => "unanswered list";

    /// <inheritdoc/>
    public override string Summary => "Show what was asked and not answered, repeats counted.";

    /// <inheritdoc/>
    public override string Example => "unanswered list --days 7 --top 10";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override bool IsAudited => false;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("days", OptionKind.Number, $"How far back, {DefaultDays} days if not said, {MostDays} at most."),
        new("top", OptionKind.Number, $"How many questions, {DefaultTop} if not said, {MostTop} at most."),
    ];

    /// <inheritdoc/>
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

    /// <summary>
    /// In a channel only what was asked there before everybody. In private a moderator reads what was public anywhere, but never what
    /// somebody else asked in private.
    /// </summary>
    private static bool MayRead(OpenAsking asking, CommandRequest request) => asking.TextIsPrivate != 0
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
