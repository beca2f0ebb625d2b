using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>Says of an answer that it no longer counts.</summary>
public sealed class AnswersRetractCommand(AnswerChoice answers, AnswerRetractions retractions) : Command
{
    /// <inheritdoc/>
    public override string Name => "answers retract";

    /// <inheritdoc/>
    public override string Summary => "Say that an answer no longer counts, and replace its message.";

    /// <inheritdoc/>
    public override string Example => "answers retract --answer 9f2c4e81a7b35d06 --reason \"The report was corrected.\"";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        AnswerChoice.Option,
        new("reason", OptionKind.Word, "Why; readers are told."),
    ];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var kept = await answers.FindUncheckedAsync(request, cancellationToken);
        var told = await retractions.RetractAsync(kept, request.Value("reason") ?? string.Empty, request.Person.Name, cancellationToken);
        return new DoneReply(
            $"Answer {kept.Id} is retracted. {(told ? "Its message says so." : "Its message is not known here, and stays as it is.")} /answers restore {kept.Id} takes that back.");
    }
}
