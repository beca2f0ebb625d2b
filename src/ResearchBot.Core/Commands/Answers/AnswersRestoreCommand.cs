using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>Takes a retraction back.</summary>
public sealed class AnswersRestoreCommand(AnswerChoice answers, AnswerRetractions retractions) : Command
{
    /// <inheritdoc/>
    public override string Name => "answers restore";

    /// <inheritdoc/>
    public override string Summary => "Take the retraction of an answer back.";

    /// <inheritdoc/>
    public override string Example => "answers restore 9f2c4e81a7b35d06";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [new(AnswerChoice.Option.Name, OptionKind.Word, "The retracted answer, by its receipt.", Required: true)];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var kept = await answers.FindUncheckedAsync(request, cancellationToken);
        if (kept.Retraction is null)
        {
            throw new UserFacingException($"Answer {kept.Id} is not retracted.");
        }

        var told = await retractions.RestoreAsync(kept, cancellationToken);
        return new DoneReply($"Answer {kept.Id} counts again. {(told ? "Its message shows it." : "Its message is not known here, and stays as it is.")}");
    }
}
