using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Steering;

/// <summary>Serves members again.</summary>
public sealed class ResumeCommand(Pauses pauses) : Command
{
    /// <inheritdoc/>
    public override string Name => "resume";

    /// <inheritdoc/>
    public override string Summary => "Answer members again.";

    /// <inheritdoc/>
    public override string Example => "resume --everywhere";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [PausedPlace.Everywhere];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var workspace = request.Person.Workspace;
        var channel = PausedPlace.Of(request, Name);
        var before = await pauses.ListAsync(workspace, cancellationToken);
        await pauses.EndAsync(workspace, channel, request.Person.Name, cancellationToken);
        var ended = before.Any(pause => pause.Channel == channel);
        var others = before.Where(pause => pause.Channel != channel).ToArray();
        return new DoneReply(channel is null ? OfWorkspace(ended, others) : OfChannel(ended, others));
    }

    private static string OfWorkspace(bool ended, Pause[] channels) =>
        (ended ? "The workspace is no longer paused." : "The workspace was not paused.")
        + (channels.Length == 0
            ? " Members get answers in every channel."
            : $" Paused by themselves are still: {string.Join(", ", channels.Select(pause => $"{OutgoingText.CleanLine(pause.Channel!)} ({pause.End})"))}. /resume there ends that.");

    private static string OfChannel(bool ended, Pause[] others) =>
        (ended ? "This channel is no longer paused by itself" : "This channel was not paused by itself")
        + (others.FirstOrDefault(pause => pause.Channel is null) is { } workspace
            ? $", but the whole workspace is, {workspace.End}: /resume --everywhere ends that."
            : ". Members get answers here.");
}
