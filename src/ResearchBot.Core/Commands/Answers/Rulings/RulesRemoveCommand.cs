using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>Takes a ruling back.</summary>
public sealed class RulesRemoveCommand(Rulings rulings) : Command
{
    /// <inheritdoc/>
    public override string Name => "rules remove";

    /// <inheritdoc/>
    public override string Summary => "Take a ruling back.";

    /// <inheritdoc/>
    public override string Example => "rules remove 2b6d8f4g1j";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [new("id", OptionKind.Word, "The ruling, as “rules list” shows it.", Required: true)];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var id = request.Value("id") ?? string.Empty;
        return await rulings.RemoveAsync(request.Person.Workspace, id, cancellationToken)
            ? new DoneReply("The ruling is taken back: the sources are shown as differing, and no more.")
            : throw new UserFacingException($"There is no ruling {OutgoingText.CleanLine(id)}. “rules list” shows what there is.");
    }
}
