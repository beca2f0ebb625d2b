using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Dapper;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Documents;

/// <summary>The sequence of changes to documents. Every process follows it to keep its index current; processes have no other channel.</summary>
public sealed partial class ChangeFeed(Database database, CheckedVersions versions, IStoreEngine engine, ILogger<ChangeFeed> logger)
{
    public Task<long> LastSequenceAsync(CancellationToken cancellationToken) =>
        database.ScalarAsync<long>("SELECT value FROM change_counter WHERE id = 1", null, cancellationToken);

    /// <summary>The documents that changed after <paramref name="sequence"/>, oldest change first, without duplicates.</summary>
    /// <param name="limit">Maximum number of changes to read.</param>
    public async Task<DocumentChanges> ReadAsync(long sequence, int limit, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(long Sequence, string Subject)>(
            "SELECT sequence, subject FROM changes WHERE sequence > @sequence AND kind = 'document' ORDER BY sequence LIMIT @limit",
            new { sequence, limit },
            cancellationToken);
        var last = rows.Count == 0 ? sequence : rows[^1].Sequence;
        return new DocumentChanges(last, [.. rows.Select(row => row.Subject).Distinct()], rows.Count == limit);
    }

    /// <summary>The workspaces whose documents changed after <paramref name="sequence"/>.</summary>
    public Task<IReadOnlyList<string>> WorkspacesAsync(long sequence, CancellationToken cancellationToken) =>
        database.QueryAsync<string>(
            "SELECT DISTINCT d.workspace FROM changes c JOIN documents d ON d.id = c.subject WHERE c.sequence > @sequence AND c.kind = 'document'",
            new { sequence },
            cancellationToken);

    /// <summary>The current versions of these documents, without removed and damaged ones.</summary>
    public async Task<IReadOnlyList<DocumentVersion>> OpenCurrentAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = new List<DocumentVersion>();
        foreach (var id in ids)
        {
            try
            {
                if (await versions.OpenCurrentAsync(id, cancellationToken) is { } version)
                {
                    found.Add(version);
                }
            }
            catch (DbException fault) when (engine.IsDamage(fault))
            {
                LogUnreadable(fault, id);
            }
        }

        return found;
    }

    /// <summary>Streams every current version, for a process that starts with an empty index.</summary>
    /// <exception cref="DbException">The store cannot be read, or none of its documents.</exception>
    public async IAsyncEnumerable<DocumentVersion> OpenAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var passedOver = new List<string>();
        var last = string.Empty;
        Exception? broken = null;
        await using (var whole = StreamAsync(passedOver, cancellationToken).GetAsyncEnumerator(cancellationToken))
        {
            while (true)
            {
                try
                {
                    if (!await whole.MoveNextAsync())
                    {
                        break;
                    }
                }
                catch (Exception fault) when (CheckedVersions.IsDamage(fault) || (fault is DbException store && engine.IsDamage(store)))
                {
                    broken = fault;
                    break;
                }

                last = whole.Current.Document.Id;
                yield return whole.Current;
            }
        }

        if (broken is not null)
        {
            passedOver.AddRange(await database.QueryAsync<string>(
                "SELECT id FROM documents WHERE removed_at IS NULL AND id > @last ORDER BY id", new { last }, cancellationToken));
        }

        var isAny = last.Length > 0;
        foreach (var id in passedOver.Distinct())
        {
            foreach (var version in await OpenCurrentAsync([id], cancellationToken))
            {
                isAny = true;
                yield return version;
            }
        }

        if (!isAny && broken is DbException)
        {
            ExceptionDispatchInfo.Throw(broken);
        }
    }

    /// <summary>Streams what is whole; the first value that cannot be read ends it.</summary>
    /// <param name="passedOver">Gets the documents that are damaged or changed while they were read.</param>
    private async IAsyncEnumerable<DocumentVersion> StreamAsync(List<string> passedOver, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var chunkConnection = await database.OpenAsync(cancellationToken);
        await using var chunks = chunkConnection.QueryUnbufferedAsync<ChunkRow>(
            ChunkRow.Select + " JOIN documents d ON d.id = c.document_id AND d.removed_at IS NULL ORDER BY c.document_id, c.version, c.ordinal")
            .GetAsyncEnumerator(cancellationToken);
        var more = await chunks.MoveNextAsync();

        var documents = connection.QueryUnbufferedAsync<VersionRow>(
            $"{VersionRow.Select} WHERE d.removed_at IS NULL AND v.version = d.current_version ORDER BY d.id");
        await foreach (var row in documents.WithCancellation(cancellationToken))
        {
            var own = new List<Chunk>();
            while (more && Order(chunks.Current, row) <= 0)
            {
                if (Order(chunks.Current, row) == 0)
                {
                    own.Add(chunks.Current.ToChunk());
                }

                more = await chunks.MoveNextAsync();
            }

            if (row.IsWhole(own))
            {
                yield return row.ToVersion(own);
            }
            else
            {
                passedOver.Add(row.Id);
            }
        }
    }

    /// <summary>Appends to the sequence inside the caller's transaction.</summary>
    internal static Task AppendAsync(DbConnection connection, string documentId, long now) =>
        connection.ExecuteAsync(
            """
            UPDATE change_counter SET value = value + 1 WHERE id = 1;
            INSERT INTO changes (sequence, kind, subject, changed_at)
            SELECT value, 'document', @documentId, @now FROM change_counter WHERE id = 1
            """,
            new { documentId, now });

    [LoggerMessage(Level = LogLevel.Error, Message = "The document {Id} cannot be read from the store's file, which is damaged there, and is left out of search")]
    private partial void LogUnreadable(Exception fault, string id);

    private static int Order(ChunkRow chunk, VersionRow row)
    {
        var byDocument = string.CompareOrdinal(chunk.DocumentId, row.Id);
        return byDocument != 0 ? byDocument : chunk.Version.CompareTo(row.Version);
    }
}

/// <summary>A part of the change sequence, up to a number.</summary>
/// <param name="More">Whether there are later changes.</param>
public sealed record DocumentChanges(long Sequence, IReadOnlyList<string> DocumentIds, bool More);
