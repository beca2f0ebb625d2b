using System.Globalization;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>Shows what moderators ruled on sources that differ.</summary>
public sealed class RulesListCommand(Rulings rulings, PassageStanding passages, CollectionRights rights) : Command
{
    /// <inheritdoc/>
    public override string Name => "rules list";

    /// <inheritdoc/>
    public override string Summary => "Show the rulings on sources that differ.";

    /// <inheritdoc/>
    public override string Example => "rules list";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var scope = await rights.ReadableAsync(request.Audience, cancellationToken);
        var rows = new List<string[]>();
        foreach (var ruling in await rulings.ListAsync(request.Person.Workspace, cancellationToken))
        {
            var holds = await passages.OfAsync(scope, ruling.Holds.DocumentId, ruling.Holds.Text, cancellationToken);
            var other = await passages.OfAsync(scope, ruling.Other.DocumentId, ruling.Other.Text, cancellationToken);
            rows.Add(holds.Document is null || other.Document is null
                ? [ruling.Id, "cannot be shown here", string.Empty, string.Empty, string.Empty, string.Empty, string.Empty]
                :
                [
                    ruling.Id,
                    ruling.About,
                    $"“{ruling.Holds.Text}” ({holds.Document.Title})",
                    $"“{ruling.Other.Text}” ({other.Document.Title})",
                    ruling.Note,
                    $"{ruling.By}, {ruling.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
                    holds.Stands && other.Stands ? "shown with the pair" : "no longer shown: a source changed",
                ]);
        }

        return new TableReply(
            rows.Count == 0 ? "Nothing is ruled here. “rule N” rules on the last answer's sources that differ." : "Rulings, newest first. “rules remove ID” takes one back:",
            ["id", "about", "holds", "against", "note", "by", "state"],
            rows);
    }
}
