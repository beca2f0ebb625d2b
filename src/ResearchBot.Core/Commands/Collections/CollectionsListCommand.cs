using System.Globalization;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Collections;

/// <summary>Lists the collections that whoever reads the reply may read.</summary>
public sealed class CollectionsListCommand(CollectionStore collections, CollectionRights rights) : Command
{
    /// <inheritdoc/>
    public override string Name => "collections list";

    /// <inheritdoc/>
    public override string Summary => "List the collections that may be read here.";

    /// <inheritdoc/>
    public override string Example => "collections list";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var listed = await collections.ListAsync(await rights.ReadableAsync(request.Audience, cancellationToken), cancellationToken);
        var limited = await rights.LimitedAsync(request.Person.Workspace, cancellationToken);
        return new TableReply(
            listed.Count == 1 ? "1 collection may be read here:" : $"{listed.Count} collections may be read here:",
            ["collection", "documents", "readers"],
            [.. listed.Select(one => Row(one, limited))]);
    }

    private static IReadOnlyList<string> Row(CollectionSummary one, IReadOnlySet<string> limited) =>
    [
        one.Collection.Name,
        one.Documents.ToString(CultureInfo.InvariantCulture),
        one.Collection.Workspace == Workspace.Shared ? "every workspace"
            : limited.Contains(one.Collection.Name) ? "some channels or roles" : "this workspace",
    ];
}
