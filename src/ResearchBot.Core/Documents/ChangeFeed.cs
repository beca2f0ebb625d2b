using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;

namespace ResearchBot.Core.Documents;

/// <summary>The sequence of changes to documents. Every process follows it to keep its index current; processes have no other channel.</summary>
public sealed class ChangeFeed(Database database)
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

    /// <summary>The current versions of these documents, without removed ones.</summary>
    public async Task<IReadOnlyList<DocumentVersion>> OpenCurrentAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var found = new List<DocumentVersion>();
        foreach (var id in ids)
        {
            var row = await connection.QuerySingleOrDefaultAsync<VersionRow>(
                VersionRow.Select + " WHERE d.id = @id AND d.removed_at IS NULL AND v.version = d.current_version", new { id });
            if (row is not null)
            {
                var chunks = await connection.QueryAsync<ChunkRow>(
                    ChunkRow.Select + " WHERE c.document_id = @Id AND c.version = @Version ORDER BY c.ordinal", new { row.Id, row.Version });
                found.Add(row.ToVersion([.. chunks.Select(chunk => chunk.ToChunk())]));
            }
        }

        return found;
    }

    /// <summary>Streams every current version, for a process that starts with an empty index.</summary>
    public async IAsyncEnumerable<DocumentVersion> OpenAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var chunkConnection = await database.OpenAsync(cancellationToken);
        await using var chunks = chunkConnection.QueryUnbufferedAsync<ChunkRow>(
            ChunkRow.Select + " JOIN documents d ON d.id = c.document_id AND d.removed_at IS NULL ORDER BY c.document_id, c.version, c.ordinal")
            .GetAsyncEnumerator(cancellationToken);
        var more = await chunks.MoveNextAsync();

        var documents = connection.QueryUnbufferedAsync<VersionRow>(
            VersionRow.Select + " WHERE d.removed_at IS NULL AND v.version = d.current_version ORDER BY d.id");
        await foreach (var row in documents.WithCancellation(cancellationToken))
        {
            var own = new List<Chunk>((int)row.ChunkCount);
            while (more && Order(chunks.Current, row) <= 0)
            {
                if (Order(chunks.Current, row) == 0)
                {
                    own.Add(chunks.Current.ToChunk());
                }

                more = await chunks.MoveNextAsync();
            }

            // The two streams read at slightly different moments; a document that changed in between is reported again as a change.
            if (own.Count == row.ChunkCount)
            {
                yield return row.ToVersion(own);
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

    private static int Order(ChunkRow chunk, VersionRow row)
    {
        var byDocument = string.CompareOrdinal(chunk.DocumentId, row.Id);
        return byDocument != 0 ? byDocument : chunk.Version.CompareTo(row.Version);
    }
}

/// <summary>A part of the change sequence, up to a number.</summary>
/// <param name="More">Whether there are later changes.</param>
public sealed record DocumentChanges(long Sequence, IReadOnlyList<string> DocumentIds, bool More);
