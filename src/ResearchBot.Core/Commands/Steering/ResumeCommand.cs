using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Steering;

/// <summary>Serves members again.</summary>
public sealed class ResumeCommand(ChosenSettings settings) : Command
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
    public override IReadOnlyList<CommandOption> Options =>
        [new("everywhere", OptionKind.Flag, "In the whole workspace, not in this channel only.")];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var workspace = request.Person.Workspace;
        var channel = request.Has("everywhere") ? null : request.Channel;
        await settings.ChooseAsync(workspace, channel, SettingNames.Paused, value: null, request.Person.Name, cancellationToken);
        var stillPaused = (await settings.ReadAsync(workspace, channel, cancellationToken)).ContainsKey(SettingNames.Paused);
        return new DoneReply(stillPaused
            ? "This channel is no longer paused, but its whole workspace is: /resume --everywhere ends that."
            : $"Members get answers again {(channel is null ? "in this workspace" : "in this channel")}.");
    }
}
