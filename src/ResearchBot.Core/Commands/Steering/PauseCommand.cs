using System.Globalization;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Steering;

/// <summary>Stops serving members, in a channel or in the whole workspace.</summary>
public sealed class PauseCommand(ChosenSettings settings, TimeProvider time) : Command
{
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
        new("minutes", OptionKind.Number, "For how long; until somebody resumes if not said."),
        new("everywhere", OptionKind.Flag, "In the whole workspace, not in this channel only."),
    ];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var until = request.Number("minutes") is { } minutes ? time.GetUtcNow().AddMinutes(minutes) : (DateTimeOffset?)null;
        var channel = request.Has("everywhere") ? null : request.Channel;
        var value = (until?.ToUnixTimeMilliseconds() ?? 0).ToString(CultureInfo.InvariantCulture);
        await settings.ChooseAsync(request.Person.Workspace, channel, SettingNames.Paused, value, request.Person.Name, cancellationToken);
        return new DoneReply(
            $"Members get no answers {(channel is null ? "in this workspace" : "in this channel")} {(until is null ? "until somebody resumes" : $"until {until:yyyy-MM-dd HH:mm} UTC")}. /resume takes that back.");
    }
}
