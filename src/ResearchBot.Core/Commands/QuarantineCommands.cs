using System.Globalization;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

public sealed class QuarantineListCommand(HeldDocuments held)
    : Command(new("quarantine list", CommandGroup.Quarantine, Role.Admin)
    {
        Summary = "List the documents that wait until an admin has looked at them.",
        Example = "quarantine list",
        IsAudited = false,
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var documents = await held.ListAsync(request, cancellationToken);
        return new TableReply(
            documents.Count == 0
                ? "Nothing is in quarantine."
                : "In quarantine, oldest first. “quarantine show” says why, “quarantine approve” lets a document into search, “quarantine drop” deletes it.",
            ["id", "file", "collection", "why", "load", "since"],
            [.. documents.Select(Row)]);
    }

    private static IReadOnlyList<string> Row(WaitingDocument document) =>
    [
        document.Id,
        document.Path,
        document.Collection,
        string.Join(", ", document.Findings.Where(finding => finding.IsSuspicious).Select(finding => finding.Kind.ToString().ToLowerInvariant()).Distinct()),
        document.Job,
        document.Since.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
    ];
}

public sealed class QuarantineShowCommand(HeldDocuments held)
    : Command(new("quarantine show", CommandGroup.Quarantine, Role.Admin)
    {
        Summary = "Show what was found in a document that waits.",
        Example = "quarantine show 7t2w4q9k1m3x",
        IsAudited = false,
        Options = [HeldDocuments.Option],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var document = await held.FindAsync(request, cancellationToken);
        return new TableReply(
            $"“{document.Title}” ({document.Path}) waits for the collection {document.Collection} with {document.Characters} characters. “quarantine approve {document.Id}” lets it into search, “quarantine drop {document.Id}” deletes it.",
            ["found", "what"],
            [.. document.Findings.Select(finding => (IReadOnlyList<string>)[finding.Kind.ToString().ToLowerInvariant(), finding.Message])]);
    }
}

public sealed class QuarantineApproveCommand(HeldDocuments held, Quarantine quarantine, IndexFollower follower)
    : Command(new("quarantine approve", CommandGroup.Quarantine, Role.Admin)
    {
        Summary = "Let a document that waits into search.",
        Example = "quarantine approve 7t2w4q9k1m3x",
        Options = [HeldDocuments.Option],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var document = await held.FindAsync(request, cancellationToken);
        var result = await quarantine.ApproveAsync(document, cancellationToken);
        await follower.CatchUpIfStartedAsync(cancellationToken);
        return new DoneReply($"{document.Path} is in search as {result.DocumentId}, version {result.Version}. “loads undo {document.Job}” takes that back.");
    }
}

public sealed class QuarantineDropCommand(HeldDocuments held, Quarantine quarantine)
    : Command(new("quarantine drop", CommandGroup.Quarantine, Role.Admin)
    {
        Summary = "Delete a document that waits.",
        Example = "quarantine drop 7t2w4q9k1m3x",
        Options = [HeldDocuments.Option],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var document = await held.FindAsync(request, cancellationToken);
        await quarantine.DropAsync(document, cancellationToken);
        return new DoneReply($"{document.Path} is out of quarantine and deleted. Loading it again brings it back there.");
    }
}

/// <summary>The documents in quarantine that an audience may know of: those of collections that it may read or that are not there yet.</summary>
public sealed class HeldDocuments(WaitingDocuments waiting, CollectionRights rights, CollectionStore collections)
{
    public static readonly CommandOption Option = new("id", OptionKind.Word, "The id in quarantine, from “quarantine list”.", Required: true);

    public async Task<IReadOnlyList<WaitingDocument>> ListAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var readable = (await rights.ReadableAsync(request.Audience, cancellationToken)).Collections.ToHashSet();
        var shown = new List<WaitingDocument>();
        foreach (var document in await waiting.HeldAsync(request.Person.Workspace, cancellationToken))
        {
            var collection = new CollectionId(document.Workspace, document.Collection);
            if (readable.Contains(collection) || !await collections.ExistsAsync(collection, cancellationToken))
            {
                shown.Add(document);
            }
        }

        return shown;
    }

    /// <summary>The document that the request names.</summary>
    /// <exception cref="UserFacingException">There is none that may be shown here.</exception>
    public async Task<WaitingDocument> FindAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var id = request.Value(Option.Name) ?? string.Empty;
        return (await ListAsync(request, cancellationToken)).FirstOrDefault(document => document.Id == id)
            ?? throw new UserFacingException($"There is nothing in quarantine under {OutgoingText.CleanLine(id)}. “quarantine list” lists what waits.");
    }
}
