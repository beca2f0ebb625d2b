using System.Globalization;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Steering;

/// <summary>Shows who steered and loaded what.</summary>
public sealed class AuditCommand(AuditLog audit, TimeProvider time) : Command
{
    private const int DefaultDays = 30;
    private const int MostDays = 3650;
    private const int DefaultTop = 20;
    private const int MostTop = 1000;

    /// <inheritdoc/>
    public override string Name => "audit";

    /// <inheritdoc/>
    public override string Summary => "Show who did what, newest first.";

    /// <inheritdoc/>
    public override string Example => "audit --days 7 --top 50";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override bool IsAudited => false;

    /// <inheritdoc/>
    public override bool IsPrivate => true;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("person", OptionKind.Word, "Only what this person did."),
        new("days", OptionKind.Number, $"How far back, {DefaultDays} days if not said, {MostDays} at most."),
        new("top", OptionKind.Number, $"How many entries, {DefaultTop} if not said, {MostTop} at most."),
    ];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var days = request.Number("days", MostDays) ?? DefaultDays;
        var top = request.Number("top", MostTop) ?? DefaultTop;
        var entries = await audit.ReadAsync(
            request.Person.Workspace, request.Value("person"), time.GetUtcNow().AddDays(-days), top, cancellationToken);
        return new TableReply(
            entries.Count == 0 ? $"Nobody did anything here that is kept, in the last {Days(days)}." : $"Done here in the last {Days(days)}, newest first:",
            ["at", "person", "channel", "command", "arguments", "outcome"],
            [.. entries.Select(past => (string[])
            [
                past.At.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
                past.Entry.Person,
                past.Entry.Channel ?? string.Empty,
                past.Entry.Command,
                past.Entry.Arguments,
                past.Entry.Outcome,
            ])]);
    }

    private static string Days(int days) => days == 1 ? "day" : $"{days} days";
}
