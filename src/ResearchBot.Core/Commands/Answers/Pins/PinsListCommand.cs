using System.Globalization;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>Shows what is pinned, and what of it no longer stands.</summary>
public sealed class PinsListCommand(Pins pins, AnswerLog log, CitationVerifier verifier, CollectionRights rights) : Command
{
    /// <inheritdoc/>
    public override string Name => "pins list";

    /// <inheritdoc/>
    public override string Summary => "Show the pinned answers, and which no longer stand.";

    /// <inheritdoc/>
    public override string Example => "pins list";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var scope = await rights.ReadableAsync(request.Audience, cancellationToken);
        var rows = new List<string[]>();
        foreach (var pin in await pins.ListAsync(request.Person.Workspace, cancellationToken))
        {
            if (await log.FindAsync(request.Person.Workspace, pin.AnswerId, cancellationToken) is not { } kept
                || !await MaySeeAsync(kept.Answer, scope, cancellationToken))
            {
                rows.Add([pin.Id, string.Empty, string.Empty, string.Empty, string.Empty, "cannot be shown here"]);
                continue;
            }

            var standing = await verifier.RenewAsync(kept.Answer, scope, cancellationToken);
            rows.Add(
            [
                pin.Id,
                pin.Question,
                pin.Channel ?? "everywhere",
                pin.AnswerId,
                pin.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                kept.Retraction is not null ? "not shown: the answer is retracted"
                : standing.Statements.Count == 0 ? "no longer stands: its source changed, or was removed or withdrawn"
                : standing.Citations.Count < kept.Answer.Citations.Count ? "stands in part" : "stands",
            ]);
        }

        return new TableReply(
            rows.Count == 0 ? "Nothing is pinned here. “pin” pins the last answer to its question." : "Pinned answers, newest first. “pins remove ID” takes one off:",
            ["id", "question", "where", "answer", "pinned", "state"],
            rows);
    }

    /// <summary>Whether anything that it cited may be read here, in the version that it cited and whatever became of it.</summary>
    private async Task<bool> MaySeeAsync(Answer answer, ReadScope scope, CancellationToken cancellationToken) =>
        (await verifier.VerifyKeptAsync(answer, scope with { Withdrawn = [] }, cancellationToken)).Statements.Count > 0;
}
