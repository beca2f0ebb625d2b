using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands.Answers;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Feedback;

/// <summary>Says that an answer helps.</summary>
public sealed class HelpfulCommand(AnswerChoice answers, Votes votes, OpenQuestions open) : Command
{
    /// <inheritdoc/>
    public override string Name => "helpful";

    /// <inheritdoc/>
    public override string Summary => "Say that an answer helped you.";

    /// <inheritdoc/>
    public override string Example => "helpful --answer 5f0c1a7be2d94c38";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [AnswerChoice.Option];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var kept = await answers.FindAsync(request, cancellationToken);
        await votes.VoteAsync(kept.Id, request.Person.Name, isHelpful: true, reason: string.Empty, cancellationToken);
        await open.SettleAsync(kept.Id, request.Person.Name, cancellationToken);
        return new DoneReply($"Thank you. You find answer {kept.Id} helpful. /unhelpful --answer {kept.Id} changes that.");
    }
}
