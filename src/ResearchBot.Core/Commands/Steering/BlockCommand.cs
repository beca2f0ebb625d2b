using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Steering;

/// <summary>Stops serving a person.</summary>
public sealed class BlockCommand(Blocks blocks, KnownRoles roles) : Command
{
    private const int MostReason = 200;

    /// <inheritdoc/>
    public override string Name => "block";

    /// <inheritdoc/>
    public override string Summary => "Stop serving a person.";

    /// <inheritdoc/>
    public override string Example => "block discord:175928847299117063 --reason \"Floods the channel.\"";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("person", OptionKind.Word, "A person, by id as the platform gives it.", Required: true),
        new("reason", OptionKind.Word, $"Why; the person is told. {MostReason} characters at most."),
    ];

    /// <inheritdoc/>
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
