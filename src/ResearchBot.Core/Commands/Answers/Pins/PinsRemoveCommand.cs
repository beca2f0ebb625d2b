using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>Takes a pin off.</summary>
public sealed class PinsRemoveCommand(Pins pins) : Command
{
    /// <inheritdoc/>
    public override string Name => "pins remove";

    /// <inheritdoc/>
    public override string Summary => "Take a pin off.";

    /// <inheritdoc/>
    public override string Example => "pins remove 7h3k9m2x0c";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [new("id", OptionKind.Word, "The pin, as “pins list” shows it.", Required: true)];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var id = request.Value("id") ?? string.Empty;
        return await pins.RemoveAsync(request.Person.Workspace, id, cancellationToken)
            ? new DoneReply($"Pin {id} is off. “pin” pins an answer again.")
            : throw new UserFacingException($"There is no pin {OutgoingText.CleanLine(id)}. “pins list” shows what there is.");
    }
}
