using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>
/// Finds the answer that a command is about, by its receipt or as the last one of the conversation, as far as the request's
/// audience may see it now.
/// </summary>
public sealed class AnswerChoice(AnswerLog log, ConversationStore conversations, CollectionRights rights, CitationVerifier verifier)
{
    /// <summary>Names the answer.</summary>
    public static readonly CommandOption Option = new("answer", OptionKind.Word, "An answer, by its receipt; the last one here if not said.");

    /// <summary>The answer, with what may still be shown of it to whoever reads the reply: checked again against rights and store.</summary>
    /// <exception cref="UserFacingException">There is none that this person may see here.</exception>
    public async Task<KeptAnswer> FindAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var found = await FindUncheckedAsync(request, cancellationToken);
        if (!MaySee(request, found))
        {
            throw None(found.Id);
        }

        var scope = await rights.ReadableAsync(request.Audience, cancellationToken);
        var answer = await verifier.VerifyKeptAsync(found.Answer, scope, cancellationToken);
        return found with { Answer = answer with { Searched = answer.Searched.As(scope) } };
    }

    /// <summary>The answer as it is kept. Nothing of it may be shown: it is for those who remove it.</summary>
    /// <exception cref="UserFacingException">The workspace has none.</exception>
    public async Task<KeptAnswer> FindUncheckedAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        if (request.Value(Option.Name) is { } receipt)
        {
            return await log.FindAsync(request.Person.Workspace, receipt, cancellationToken) ?? throw None(receipt);
        }

        var conversation = request.Conversation is null ? null : await conversations.FindAsync(request.Conversation, cancellationToken);
        return (conversation is null ? null : await log.LastAsync(conversation, request.Audience, cancellationToken))
            ?? throw new UserFacingException("Nothing was answered here yet. Name the answer by its receipt, which stands below it.");
    }

    /// <summary>A private answer is its asker's. Another one is for those who read its channel, and for the workspace's moderators.</summary>
    private static bool MaySee(CommandRequest request, KeptAnswer answer) =>
        answer.Person == request.Person.Name
            ? request.IsPrivate || !answer.IsPrivate
            : !answer.IsPrivate && (answer.Channel == request.Channel || request.Person.Role >= Role.Moderator);

    private static UserFacingException None(string receipt) =>
        new($"There is no answer {OutgoingText.CleanLine(receipt)} that can be shown here. Its receipt stands below it.");
}
