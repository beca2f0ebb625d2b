using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>Brings a passage back into use.</summary>
public sealed class PassagesRestoreCommand(WithdrawnPassages withdrawn) : Command
{
    /// <inheritdoc/>
    public override string Name => "passages restore";

    /// <inheritdoc/>
    public override string Summary => "Bring a passage back into use.";

    /// <inheritdoc/>
    public override string Example => "passages restore 5w8n1r6t3v";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [new("id", OptionKind.Word, "The passage, as “passages list” shows it.", Required: true)];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var id = request.Value("id") ?? string.Empty;
        return await withdrawn.RemoveAsync(request.Person.Workspace, id, cancellationToken)
            ? new DoneReply("The passage is used again in searches and answers. Messages that were replaced stay as they are.")
            : throw new UserFacingException($"There is no withdrawn passage {OutgoingText.CleanLine(id)}. “passages list” shows what there is.");
    }
}
