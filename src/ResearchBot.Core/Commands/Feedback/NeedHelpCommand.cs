using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands.Answers;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Commands.Feedback;

/// <summary>Hands a question with its passages to the people whom moderators chose for that.</summary>
public sealed class NeedHelpCommand(
    AnswerChoice answers, HelpPlaces places, Handovers handovers, CollectionRights rights, CitationVerifier verifier, NoticeOutbox outbox) : Command
{
    /// <inheritdoc/>
    public override string Name => "needhelp";

    /// <inheritdoc/>
    public override string Summary => "Hand a question to people, where the answer did not help.";

    /// <inheritdoc/>
    public override string Example => "needhelp --answer 5f0c1a7be2d94c38";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [AnswerChoice.Option];

    /// <inheritdoc/>
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
