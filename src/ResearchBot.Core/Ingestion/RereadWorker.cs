using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Ingestion;

/// <summary>Reads documents anew that an older version of the program read: from their kept files, or from their source if it has the same file. One
/// process at a time does it, one document at a time, at most half of the time.</summary>
public sealed partial class RereadWorker(
    Database database, OutdatedDocuments documents, Originals originals, IFileReader reader, OriginalKeeping keeping,
    IEnumerable<SourceOpener> openers, IStoreEngine engine, TimeProvider time, ILogger<RereadWorker> logger)
{
    private const string Only = "id = 1";
    private const int Ahead = 32;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Lease _lease = new(database, time, "reading_turn", TimeSpan.FromMinutes(2));

    /// <summary>Reads until nothing is left to read, also after another process that does it has ended.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await TryRunAsync(cancellationToken) is var left and not 0)
            {
                if (left is null)
                {
                    await Task.Delay(Pause, time, cancellationToken);
                }
            }
        }
        finally
        {
            await _lease.EndInTimeAsync(Only, null);
        }
    }

    /// <summary>Reads some documents; returns how many, or null if another process is at it or the store cannot be written.</summary>
    internal async Task<int?> TryRunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var next = await documents.NextAsync(Ahead, cancellationToken);
            foreach (var document in next)
            {
                if (await _lease.TakeAsync(Only, null, cancellationToken) == 0)
                {
                    return null;
                }

                var started = time.GetTimestamp();
                await ReadAsync(document, cancellationToken);
                await Task.Delay(time.GetElapsedTime(started), time, cancellationToken); // the rest of the time is for loads and questions
            }

            return next.Count;
        }
        catch (DbException fault) when (engine.Explain(fault) is not null)
        {
            LogWaits(fault);
            return null;
        }
    }

    private async Task ReadAsync(OutdatedDocument document, CancellationToken cancellationToken)
    {
        if (await FindFileAsync(document, cancellationToken) is not { } file)
        {
            await documents.GiveUpAsync(document, cancellationToken);
            return;
        }

        var read = await reader.ReadAsync(document.FileName ?? document.Key, file, progress: null, cancellationToken);
        if (read.Value is null)
        {
            LogNotRead(document.Id, read.Refused ?? read.Failed);
            await documents.GiveUpAsync(document, cancellationToken);
            return;
        }

        var collection = new CollectionId(document.Workspace, document.Collection);
        await documents.RenewAsync(
            document,
            DocumentIngestor.ToVersion(
                document.Key,
                document.FileName ?? document.Key,
                document.Root,
                collection,
                DocumentIngestor.HashOf(Original.HashOf(file)),
                read.Value,
                document.Stated,
                keeping.IsOn ? Original.Of(file) : null),
            cancellationToken);
    }

    /// <summary>Its kept file, or the same file at its source; null if there is neither.</summary>
    private async Task<byte[]?> FindFileAsync(OutdatedDocument document, CancellationToken cancellationToken)
    {
        if (document.Original is not null && await originals.ReadAsync(document.Original, cancellationToken) is { } kept)
        {
            return kept;
        }

        var from = await database.FirstOrDefaultAsync<(string? Kind, string? Address)>(
            """
            SELECT s.kind, s.address FROM load_files f
            JOIN load_sources s ON s.job_id = f.job_id AND s.ordinal = f.source AND s.root = @Root
            JOIN load_jobs j ON j.id = f.job_id
            WHERE f.document_id = @Id ORDER BY j.created_at DESC LIMIT 1
            """,
            new { document.Id, document.Root },
            cancellationToken);
        var source = from.Kind is null ? null : openers.FirstOrDefault(opener => opener.Kind == from.Kind)?.Open(from.Address!);
        var file = source is null ? null : await source.FindAsync(document.Key, cancellationToken);
        var bytes = file is null ? null : (await file.ReadAsync(cancellationToken)).Value;
        return bytes is not null && Original.HashOf(bytes) == document.FileHash ? bytes : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Documents are read anew later, since the store could not be written")]
    private partial void LogWaits(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The document {Id} could not be read anew: {Reason}")]
    private partial void LogNotRead(string id, string? reason);
}
