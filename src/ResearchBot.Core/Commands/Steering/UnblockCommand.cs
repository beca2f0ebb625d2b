using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Steering;

/// <summary>Serves a person again.</summary>
public sealed class UnblockCommand(Blocks blocks) : Command
{
    /// <inheritdoc/>
    public override string Name => "unblock";

    /// <inheritdoc/>
    public override string Summary => "Serve a blocked person again.";

    /// <inheritdoc/>
    public override string Example => "unblock discord:175928847299117063";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [new("person", OptionKind.Word, "A person, by id as the platform gives it.", Required: true)];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var person = request.Value("person") ?? string.Empty;
        return await blocks.UnblockAsync(request.Person.Workspace, person, cancellationToken)
            ? new DoneReply($"{person} is served again.")
            : throw new UserFacingException($"{OutgoingText.CleanLine(person)} is not blocked here. An id has its platform before it, as in discord:175928847299117063.");
    }
}
