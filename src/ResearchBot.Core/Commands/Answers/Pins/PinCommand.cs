using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>Shows an answer first whenever its question is asked.</summary>
public sealed class PinCommand(AnswerChoice answers, CitationVerifier verifier, CollectionRights rights, Pins pins) : Command
{
    /// <inheritdoc/>
    public override string Name => "pin";

    /// <inheritdoc/>
    public override string Summary => "Show a checked answer first whenever its question is asked.";

    /// <inheritdoc/>
    public override string Example => "pin --answer 9f2c4e81a7b35d06 --question \"Where does the mill stand?\"";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        AnswerChoice.Option,
        new("question", OptionKind.Text, "Another wording of the question; as it was asked if not said."),
        new("here", OptionKind.Flag, "Only in this channel."),
    ];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var kept = await answers.FindAsync(request, cancellationToken);
        if (kept.Retraction is not null)
        {
            throw new UserFacingException($"Answer {kept.Id} is retracted. “answers restore {kept.Id}” takes that back.");
        }

        var here = request.Has("here");
        if (here && request.Channel is null)
        {
            throw new UserFacingException("There is no channel here. Leave out --here, or type this in the channel.");
        }

        var scope = await rights.ReadableAsync(request.Audience, cancellationToken);
        var standing = await verifier.RenewAsync(kept.Answer, scope, cancellationToken);
        if (standing.Statements.Count == 0)
        {
            throw new UserFacingException($"Answer {kept.Id} has nothing that its documents still say. Ask the question again, and pin the new answer.");
        }

        var question = Question.Parse(request.Value("question") ?? kept.Question.Standalone).Text;
        var id = await pins.AddAsync(request.Person.Workspace, here ? request.Channel : null, question, kept.Id, request.Person.Name, cancellationToken);
        return new DoneReply(
            $"Pinned {(here ? "in this channel" : "in this workspace")}: whoever asks “{question}” sees answer {kept.Id} first. /pins remove {id} takes that back.");
    }
}
