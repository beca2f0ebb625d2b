using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands.Answers;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Privacy;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Members;

/// <summary>Deletes one question of whoever asks for it.</summary>
public sealed class DeleteCommand(AnswerChoice choice, AnswerRemoval removal, CompactStore compact) : Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override string Name => "delete";

    /// <inheritdoc/>
    public override string Summary => "Delete a question of yours with its answer.";

    /// <inheritdoc/>
    public override string Example => "delete --answer b1946ac92492d234";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override bool IsAlwaysServed => true;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [AnswerChoice.Option];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var found = await choice.FindUncheckedAsync(request, cancellationToken);
        if (found.Workspace != request.Person.Workspace || found.Person != request.Person.Name)
        {
            throw new UserFacingException(request.Value(AnswerChoice.Option.Name) is { } receipt
                ? $"There is no answer {OutgoingText.CleanLine(receipt)} that can be shown here. Its receipt stands below it."
                : "The last question here is somebody else's. Name yours by its receipt, which stands below the answer.");
        }

        await removal.DeleteAsync(found, cancellationToken);
        await compact(Patience, cancellationToken);
        var question = found.IsPrivate && !request.IsPrivate ? "question" : $"question “{found.Question.Text}”"; // others read this reply
        return new DoneReply(found.PostedAt is null
            ? $"Your {question} and its answer are deleted. This cannot be taken back."
            : $"Your {question} and its answer are deleted, and its message is being deleted. This cannot be taken back.");
    }
}
