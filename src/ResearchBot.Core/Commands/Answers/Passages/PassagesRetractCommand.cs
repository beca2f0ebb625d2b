using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>Takes a passage that an answer cites out of use.</summary>
public sealed class PassagesRetractCommand(AnswerChoice answers, WithdrawnPassages withdrawn, AnswerRetractions retractions) : Command
{
    /// <inheritdoc/>
    public override string Name => "passages retract";

    /// <inheritdoc/>
    public override string Summary => "Take a cited passage out of use: no search or answer shows it again.";

    /// <inheritdoc/>
    public override string Example => "passages retract 1 --answer 9f2c4e81a7b35d06 --reason \"It was a draft.\"";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("citation", OptionKind.Number, "The number that stands before the passage: 2 for [2].", Required: true),
        AnswerChoice.Option,
        new("reason", OptionKind.Word, "Why; readers are told."),
    ];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var number = request.Number("citation");
        var kept = await answers.FindAsync(request, cancellationToken);
        var citation = kept.Answer.Citations.FirstOrDefault(citation => citation.Number == number)
            ?? throw new UserFacingException(kept.Answer.Citations.Count == 0
                ? $"Answer {kept.Id} cites nothing that can be shown here."
                : $"Answer {kept.Id} has no passage [{number}] that can be shown here, but {string.Join(", ", kept.Answer.Citations.Select(one => $"[{one.Number}]"))}.");
        var reason = request.Value("reason") ?? string.Empty;
        var workspace = request.Person.Workspace;
        var id = await withdrawn.AddAsync(
            workspace, new WithdrawnPassage(citation.Document.Id, citation.Excerpt), citation.Document.Version, reason, request.Person.Name, cancellationToken);
        var replaced = await retractions.ReplaceCitingAsync(
            workspace, citation, $"A moderator withdrew a passage that stood in this answer{(reason.Length == 0 ? "." : $": {reason}")} Ask again for an answer without it.", cancellationToken);
        return new DoneReply(
            $"The passage [{number}] of “{citation.Document.Title}”, and the part of the document that search finds it in, are out of use in this workspace, in all versions that say the same. "
            + $"{(replaced == 0 ? "No posted message is known that shows it." : $"Posted messages that are replaced: {replaced}.")} /passages restore {id} takes that back.");
    }
}
