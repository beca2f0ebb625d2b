using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands.Answers;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Feedback;

/// <summary>Says that an answer does not help, and waits for a better one.</summary>
public sealed class UnhelpfulCommand(AnswerChoice answers, Votes votes, OpenQuestions open) : Command
{
    private const int LongestReason = 500;

    /// <inheritdoc/>
    public override string Name => "unhelpful";

    /// <inheritdoc/>
    public override string Summary => "Say that an answer did not help you.";

    /// <inheritdoc/>
    public override string Example => "unhelpful --answer 5f0c1a7be2d94c38 --reason \"It is about another year.\"";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
        [AnswerChoice.Option, new("reason", OptionKind.Word, "What is wrong with it; moderators read this.")];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var reason = OutgoingText.CleanLine(request.Value("reason") ?? string.Empty);
        if (reason.Length > LongestReason)
        {
            throw new UserFacingException($"The reason has {reason.Length} characters; {LongestReason} are allowed.");
        }

        var kept = await answers.FindAsync(request, cancellationToken);
        await votes.VoteAsync(kept.Id, request.Person.Name, isHelpful: false, reason, cancellationToken);
        await open.NoteAsync(
            request.Person.Workspace,
            kept.Id,
            kept.Question.Standalone,
            new Asker(request.Person.Name, request.From, request.Channel, request.IsPrivate),
            cancellationToken);
        return new DoneReply(
            $"Thank you. Moderators see that answer {kept.Id} did not help{(reason.Length == 0 ? string.Empty : ", and why")}; you are told here when a document answers it better. "
            + $"/needhelp --answer {kept.Id} asks people, /helpful --answer {kept.Id} changes your mind.");
    }
}
