using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Steering;

/// <summary>Stops serving a person.</summary>
public sealed class BlockCommand(Blocks blocks) : Command
{
    /// <inheritdoc/>
    public override string Name => "block";

    /// <inheritdoc/>
    public override string Summary => "Stop serving a person.";

    /// <inheritdoc/>
    public override string Example => "block discord:80351110224678912 --reason \"Floods the channel.\"";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("person", OptionKind.Word, "A person, by id as the platform gives it.", Required: true),
        new("reason", OptionKind.Word, "Why; the person is told."),
    ];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var person = request.Value("person") ?? string.Empty;
        if (person == request.Person.Name)
        {
            throw new UserFacingException("You cannot block yourself.");
        }

        await blocks.BlockAsync(
            request.Person.Workspace, person, request.Value("reason") ?? "No reason was given.", request.Person.Name, cancellationToken);
        return new DoneReply($"{person} is blocked in this workspace. /unblock {person} takes that back.");
    }
}
