using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

public sealed class HelpfulCommand(AnswerChoice answers, Votes votes, OpenQuestions open)
    : Command(new("helpful", CommandGroup.Feedback, Role.Member)
    {
        Summary = "Say that an answer helped you.",
        Example = "helpful --answer 5f0c1a7be2d94c38",
        Options = [AnswerChoice.Option],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var kept = await answers.FindAsync(request, cancellationToken);
        await votes.VoteAsync(kept.Id, request.Person.Name, isHelpful: true, reason: string.Empty, cancellationToken);
        await open.SettleAsync(kept.Id, request.Person.Name, cancellationToken);
        return new DoneReply($"Thank you. You find answer {kept.Id} helpful. /unhelpful --answer {kept.Id} changes that.");
    }
}

public sealed class UnhelpfulCommand(AnswerChoice answers, Votes votes, OpenQuestions open)
    : Command(new("unhelpful", CommandGroup.Feedback, Role.Member)
    {
        Summary = "Say that an answer did not help you.",
        Example = "unhelpful --answer 5f0c1a7be2d94c38 --reason \"It is about another year.\"",
        Options = [AnswerChoice.Option, new("reason", OptionKind.Word, "What is wrong with it; moderators read this.")],
    })
{
    private const int LongestReason = 500;

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

public sealed class NeedHelpCommand(
    AnswerChoice answers, HelpPlaces places, Handovers handovers, CollectionRights rights, CitationVerifier verifier, NoticeOutbox outbox)
    : Command(new("needhelp", CommandGroup.Feedback, Role.Member)
    {
        Summary = "Hand a question to people, where the answer did not help.",
        Example = "needhelp --answer 5f0c1a7be2d94c38",
        Options = [AnswerChoice.Option],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var kept = await answers.FindAsync(request, cancellationToken);
        if (kept.IsPrivate && kept.Person != request.Person.Name)
        {
            throw new UserFacingException("That was asked in private: only who asked it can hand it over.");
        }

        var helpers = await places.FindAsync(request.Person.Workspace, request.Channel, cancellationToken);
        if (helpers.Count == 0)
        {
            throw new UserFacingException(
                "Nobody is chosen here to help, so your question was not handed over. A moderator chooses a person or channel with “/settings set helpers ID”.");
        }

        if (!await handovers.BeginAsync(kept.Id, request.Person.Name, cancellationToken))
        {
            return new DoneReply($"This question was handed to {Names(helpers)} within the last hour already. It can be handed over again after that hour.");
        }

        try
        {
            var sent = new List<string>();
            foreach (var helper in helpers)
            {
                sent.Add(await SendAsync(kept, helper, request.Person.Name, cancellationToken));
            }

            return new DoneReply(
                $"Your question is on its way. Who reads it, with your name: {string.Join("; ", sent)}. It cannot be called back by a command: a moderator can delete the message there.");
        }
        catch
        {
            await handovers.GiveBackAsync(kept.Id);
            throw;
        }
    }

    private async Task<string> SendAsync(KeptAnswer kept, HelpPlace helper, string by, CancellationToken cancellationToken)
    {
        var scope = await rights.ReadableAsync(helper.Audience, cancellationToken);
        var shown = await verifier.VerifyAsync(kept.Answer, scope, cancellationToken);
        await outbox.AddAsync(kept.Workspace, helper.To, NoticeKind.Post, HandoverText.Of(kept, shown, by), answerId: null, cancellationToken);
        var passages = HandoverText.Passages(shown).Count;
        var leftOut = HandoverText.LeftOut(kept.Answer, shown);
        return $"{helper.Subject}, {(passages == 1 ? "1 passage" : $"{passages} passages")}{(leftOut == 0 ? string.Empty : $" ({leftOut} left out, which may not be read there)")}";
    }

    private static string Names(IReadOnlyList<HelpPlace> helpers) => string.Join(", ", helpers.Select(helper => helper.Subject));
}

public sealed class QuietCommand(Quiet quiet)
    : Command(new("quiet", CommandGroup.Feedback, Role.Member)
    {
        Summary = "Let the bot speak here only when it is asked by name.",
        Example = "quiet",
        Options = [new("off", OptionKind.Flag, "Let it speak again.")],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var on = !request.Has("off");
        var person = request.Person;
        if (request.Channel is null)
        {
            await quiet.SetAsync(person.Workspace, person.Name, on, cancellationToken);
            return new DoneReply(on
                ? "You get no messages that you did not ask for, such as late answers. Your questions are answered as before. /quiet --off in a direct message takes that back."
                : "You are told again when a document answers what you asked.");
        }

        var here = request.Conversation ?? new ConversationAddress(person.Workspace, request.From.Platform, request.From.Address);
        await quiet.SetAsync(here, on, person.Name, cancellationToken);
        return new DoneReply(on
            ? "The bot answers here only when it is mentioned, and posts no late answers here. /quiet --off takes that back; anybody here can type it."
            : "The bot takes part here again.");
    }
}
