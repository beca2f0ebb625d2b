using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Privacy;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

public sealed class WhyCommand(AnswerChoice answers, WhyReport report, CollectionRights rights)
    : Command(new("why", CommandGroup.Answers, Role.Member)
    {
        Summary = "Show how an answer was found and checked, and what became of it.",
        Example = "why --answer 9f2c4e81a7b35d06",
        Options = [AnswerChoice.Option],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var kept = await answers.FindToShowAsync(request, cancellationToken);
        if (request.Person.Role < Role.Moderator && kept.Person != request.Person.Name)
        {
            return WhyReport.InShort(kept);
        }

        var scope = await rights.ReadableAsync(request.Audience, cancellationToken);
        return await report.WriteAsync(kept, scope, cancellationToken);
    }
}

public sealed class AnswersRetractCommand(AnswerChoice answers, AnswerRetractions retractions)
    : Command(new("answers retract", CommandGroup.Answers, Role.Moderator)
    {
        Summary = "Say that an answer no longer counts, and replace its message.",
        Example = "answers retract --answer 9f2c4e81a7b35d06 --reason \"The report was corrected.\"",
        Options =
        [
            AnswerChoice.Option,
            new("reason", OptionKind.Word, "Why; readers are told."),
        ],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var kept = await answers.FindUncheckedAsync(request, cancellationToken);
        var told = await retractions.RetractAsync(kept, request.Value("reason") ?? string.Empty, request.Person.Name, cancellationToken);
        return new DoneReply(
            $"Answer {kept.Id} is retracted. {(told ? "Its message says so." : "Its message is not known here, and stays as it is.")} /answers restore {kept.Id} takes that back.");
    }
}

public sealed class AnswersRestoreCommand(AnswerChoice answers, AnswerRetractions retractions)
    : Command(new("answers restore", CommandGroup.Answers, Role.Moderator)
    {
        Summary = "Take the retraction of an answer back.",
        Example = "answers restore 9f2c4e81a7b35d06",
        Options = [new(AnswerChoice.Option.Name, OptionKind.Word, "The retracted answer, by its receipt.", Required: true)],
    })
{
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

public sealed class AnswersDeleteCommand(AnswerChoice answers, AnswerRemoval removal)
    : Command(new("answers delete", CommandGroup.Answers, Role.Moderator)
    {
        Summary = "Delete an answer and its message for good.",
        Example = "answers delete --answer 9f2c4e81a7b35d06",
        Options = [AnswerChoice.Option],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var kept = await answers.FindUncheckedAsync(request, cancellationToken);
        await removal.DeleteAsync(kept, cancellationToken);
        return new DoneReply(
            $"Answer {kept.Id} is deleted with all that was kept with it, for good. {(kept.PostedAt is not null ? "Its message is deleted too." : "Its message is not known here: delete it by hand.")}");
    }
}

/// <summary>Finds the answer that a command refers to, by receipt or as the last one of the conversation, if the audience may see it now.</summary>
public sealed class AnswerChoice(AnswerLog log, ConversationStore conversations, CollectionRights rights, CitationVerifier verifier)
{
    public static readonly CommandOption Option = new("answer", OptionKind.Word, "An answer, by its receipt; the last one here if not said.");

    /// <summary>The answer, reduced to what the readers of the reply may see by current rights and store content.</summary>
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
        var searched = answer.Searched.As(scope);
        return found with
        {
            Answer = searched == answer.Searched ? answer : answer with { Searched = searched, Corrected = [], Standalone = null }, // words may stand only in what they may not read
        };
    }

    /// <summary>The same for a reply that shows question, asker or place: whoever reads the reply has to be among those who could read the answer. So in a
    /// channel there are only its own answers, even for moderators and for whoever asked.</summary>
    /// <exception cref="UserFacingException">There is none that can be shown here.</exception>
    public async Task<KeptAnswer> FindToShowAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request, cancellationToken);
        return request.IsPrivate || found.Channel == request.Channel ? found : throw None(found.Id);
    }

    /// <summary>The stored answer without any check, for removal only: nothing of it may be shown.</summary>
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

    /// <summary>A private answer is visible to its asker; others to the readers of their channel and the workspace's moderators.</summary>
    private static bool MaySee(CommandRequest request, KeptAnswer answer) =>
        answer.Person == request.Person.Name
            ? request.IsPrivate || !answer.IsPrivate
            : !answer.IsPrivate && (answer.Channel == request.Channel || request.Person.Role >= Role.Moderator);

    private static UserFacingException None(string receipt) =>
        new($"There is no answer {OutgoingText.CleanLine(receipt)} that can be shown here. Its receipt stands below it; an answer of another channel is shown in private only.");
}
