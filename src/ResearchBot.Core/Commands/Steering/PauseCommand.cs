using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Steering;

/// <summary>Stops serving members, in a channel or in the whole workspace.</summary>
public sealed class PauseCommand(Pauses pauses, TimeProvider time) : Command
{
    private const int MostMinutes = 525_600; // a year

    /// <inheritdoc/>
    public override string Name => "pause";

    /// <inheritdoc/>
    public override string Summary => "Stop answering members.";

    /// <inheritdoc/>
    public override string Example => "pause --minutes 60";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("minutes", OptionKind.Number, "For how long, a year at most; until somebody resumes if not said."),
        PausedPlace.Everywhere,
    ];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var until = request.Number("minutes", MostMinutes) is { } minutes ? time.GetUtcNow().AddMinutes(minutes) : (DateTimeOffset?)null;
        var pause = new Pause(PausedPlace.Of(request, Name), until);
        await pauses.BeginAsync(request.Person.Workspace, pause, request.Person.Name, cancellationToken);
        return new DoneReply(pause.Channel is null
            ? $"Members get no answers in this workspace {pause.End}. /resume --everywhere takes that back."
            : $"Members get no answers in this channel {pause.End}. /resume takes that back.");
    }
}
