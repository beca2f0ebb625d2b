using ResearchBot.Core.Ingestion.Checks;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Reads for what a workspace's loads are held.</summary>
public sealed class HeldKinds(ChosenSettings settings)
{
    /// <summary>The kinds of findings.</summary>
    internal async Task<IReadOnlyCollection<FindingKind>> ReadAsync(string workspace, CancellationToken cancellationToken)
    {
        var chosen = SettingCatalog.Quarantine.In(await settings.OwnAsync(workspace, channel: null, cancellationToken));
        return chosen switch
        {
            SettingCatalog.QuarantineOn => [FindingKind.Hidden, FindingKind.Instructions, FindingKind.Secret],
            SettingCatalog.QuarantineOff => [],
            _ => [.. chosen.Split(SettingCatalog.Separator).Select(kind => kind switch
            {
                "hidden" => FindingKind.Hidden,
                "instructions" => FindingKind.Instructions,
                _ => FindingKind.Secret,
            })],
        };
    }
}

/// <summary>Lets documents out of quarantine.</summary>
public sealed class Quarantine(WaitingDocuments waiting, DocumentIngestor ingestor)
{
    /// <summary>Stores a document as its load would have.</summary>
    /// <exception cref="UserFacingException">It waits no longer.</exception>
    public Task<FileResult> ApproveAsync(WaitingDocument document, CancellationToken cancellationToken) => ingestor.ReleaseAsync(
        document,
        IngestionMode.Default,
        new LoadedFile(document.Job, document.Ordinal, async (connection, saved, result) =>
        {
            await LoadStore.NoteAsync(connection, document.Job, [KeyValuePair.Create(document.Ordinal, result)]);
            await (saved is null ? Task.CompletedTask : LoadChanges.NoteAsync(connection, document.Job, saved));
        }),
        cancellationToken);

    /// <summary>Deletes a document that waits; false if it waits no longer.</summary>
    public Task<bool> DropAsync(WaitingDocument document, CancellationToken cancellationToken) => waiting.DropAsync(document.Id, cancellationToken);
}
