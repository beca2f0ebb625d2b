using System.Globalization;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

public sealed class PauseCommand(Pauses pauses, TimeProvider time)
    : Command(new("pause", CommandGroup.Moderation, Role.Moderator)
    {
        Summary = "Stop answering members.",
        Example = "pause --minutes 60",
        Options =
        [
            new("minutes", OptionKind.Number, "For how long, a year at most; until somebody resumes if not said."),
            PausedPlace.Everywhere,
        ],
    })
{
    private const int MostMinutes = 525_600; // a year

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

public sealed class ResumeCommand(Pauses pauses)
    : Command(new("resume", CommandGroup.Moderation, Role.Moderator)
    {
        Summary = "Answer members again.",
        Example = "resume --everywhere",
        Options = [PausedPlace.Everywhere],
    })
{
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

public sealed class BlockCommand(Blocks blocks, KnownRoles roles)
    : Command(new("block", CommandGroup.Moderation, Role.Moderator)
    {
        IsPrivate = true,
        Summary = "Stop serving a person.",
        Example = "block discord:175928847299117063 --reason \"Floods the channel.\"",
        Options =
        [
            new("person", OptionKind.Word, "A person, by id as the platform gives it.", Required: true),
            new("reason", OptionKind.Word, $"Why; the person is told. {MostReason} characters at most."),
        ],
    })
{
    private const int MostReason = 200;

    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var workspace = request.Person.Workspace;
        var person = SubjectId.Parse(request.Value("person") ?? string.Empty);
        if (person == request.Person.Name)
        {
            throw new UserFacingException("You cannot block yourself.");
        }

        var role = await roles.HighestAsync(workspace, [person], cancellationToken);
        if (role > Role.Member)
        {
            throw new UserFacingException(
                $"{person} is {(role == Role.Admin ? "an admin" : "a moderator")} here, whom a block does not stop. “roles revoke {person}” comes first, where the role was granted.");
        }

        await blocks.BlockAsync(workspace, person, ReasonOf(request), request.Person.Name, cancellationToken);
        return new DoneReply(
            $"{person} is blocked in this workspace. Moderators and admins are served all the same. /unblock {person} takes that back.");
    }

    private static string ReasonOf(CommandRequest request)
    {
        var reason = OutgoingText.CleanLine(request.Value("reason") ?? string.Empty);
        return reason.Length <= MostReason
            ? reason.Length == 0 ? "No reason was given." : reason
            : throw new UserFacingException($"reason may have {MostReason} characters at most, not {reason.Length}.");
    }
}

public sealed class UnblockCommand(Blocks blocks)
    : Command(new("unblock", CommandGroup.Moderation, Role.Moderator)
    {
        IsPrivate = true,
        Summary = "Serve a blocked person again.",
        Example = "unblock discord:175928847299117063",
        Options = [new("person", OptionKind.Word, "A person, by id as the platform gives it.", Required: true)],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var person = request.Value("person") ?? string.Empty;
        return await blocks.UnblockAsync(request.Person.Workspace, person, cancellationToken)
            ? new DoneReply($"{person} is served again.")
            : throw new UserFacingException($"{OutgoingText.CleanLine(person)} is not blocked here. An id has its platform before it, as in discord:175928847299117063.");
    }
}

public sealed class AuditCommand(AuditLog audit, TimeProvider time)
    : Command(new("audit", CommandGroup.Moderation, Role.Moderator)
    {
        Summary = "Show who did what, newest first.",
        Example = "audit --days 7 --top 50",
        IsAudited = false,
        IsPrivate = true,
        Options =
        [
            new("person", OptionKind.Word, "Only what this person did."),
            new("days", OptionKind.Number, $"How far back, {DefaultDays} days if not said, {MostDays} at most."),
            new("top", OptionKind.Number, $"How many entries, {DefaultTop} if not said, {MostTop} at most."),
        ],
    })
{
    private const int DefaultDays = 30;
    private const int MostDays = 3650;
    private const int DefaultTop = 20;
    private const int MostTop = 1000;

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

/// <summary>The target of a pause: the current channel, or the whole workspace. A null channel stands for the workspace.</summary>
internal static class PausedPlace
{
    public static readonly CommandOption Everywhere = new("everywhere", OptionKind.Flag, "In the whole workspace, not in this channel only.");

    /// <summary>The channel, or null for the workspace; throws if there is no channel here and the whole workspace was not requested.</summary>
    public static string? Of(CommandRequest request, string verb)
    {
        if (request.Has(Everywhere.Name))
        {
            return null;
        }

        return request.Channel is null && request.From.Platform != "console"
            ? throw new UserFacingException($"This is no channel. Write /{verb} in the channel that you mean, or /{verb} --everywhere for the whole workspace.")
            : request.Channel;
    }
}
