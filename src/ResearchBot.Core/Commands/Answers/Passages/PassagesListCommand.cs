using System.Globalization;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>Shows the passages that are out of use.</summary>
public sealed class PassagesListCommand(WithdrawnPassages withdrawn, PassageStanding passages, CollectionRights rights) : Command
{
    /// <inheritdoc/>
    public override string Name => "passages list";

    /// <inheritdoc/>
    public override string Summary => "Show the passages that are out of use here.";

    /// <inheritdoc/>
    public override string Example => "passages list";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var scope = await rights.ReadableAsync(request.Audience, cancellationToken);
        var rows = new List<string[]>();
        foreach (var one in await withdrawn.ListAsync(request.Person.Workspace, cancellationToken))
        {
            var standing = await passages.OfAsync(scope, one.Passage.DocumentId, one.Passage.Text, cancellationToken);
            rows.Add(standing.Document is not { } document
                ? [one.Id, "cannot be shown here", string.Empty, string.Empty, string.Empty, string.Empty]
                :
                [
                    one.Id,
                    $"{document.Title} ({document.Id}, version {one.Version})",
                    one.Passage.Text,
                    one.Reason,
                    $"{one.By}, {one.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
                    standing.Stands ? "kept out of search" : "no longer in the document",
                ]);
        }

        return new TableReply(
            rows.Count == 0 ? "No passage is out of use here." : "Passages that are out of use here, newest first. “passages restore ID” brings one back:",
            ["id", "document", "passage", "reason", "by", "state"],
            rows);
    }
}
