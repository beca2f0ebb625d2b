using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Privacy;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>Deletes an answer and its message.</summary>
public sealed class AnswersDeleteCommand(AnswerChoice answers, AnswerRemoval removal) : Command
{
    /// <inheritdoc/>
    public override string Name => "answers delete";

    /// <inheritdoc/>
    public override string Summary => "Delete an answer and its message for good.";

    /// <inheritdoc/>
    public override string Example => "answers delete --answer 9f2c4e81a7b35d06";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [AnswerChoice.Option];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var kept = await answers.FindUncheckedAsync(request, cancellationToken);
        await removal.DeleteAsync(kept, cancellationToken);
        return new DoneReply(
            $"Answer {kept.Id} is deleted with all that was kept with it, for good. {(kept.PostedAt is not null ? "Its message is deleted too." : "Its message is not known here: delete it by hand.")}");
    }
}
