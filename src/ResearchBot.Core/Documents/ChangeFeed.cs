using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;

namespace ResearchBot.Core.Documents;

/// <summary>
/// The change sequence: the truth of what changed. Every process that has the store open follows it and brings its
/// index up to date; nothing else tells one process what another did.
/// </summary>
public sealed class ChangeFeed(Database database)
{
    /// <summary>The number of the last committed change; 0 in a new store.</summary>
    public Task<long> LastSequenceAsync(CancellationToken cancellationToken) =>
        database.ScalarAsync<long>("SELECT value FROM change_counter WHERE id = 1", null, cancellationToken);

    /// <summary>The documents that changed after <paramref name="sequence"/>, oldest change first, each once.</summary>
    /// <param name="sequence">The last change that the caller has seen.</param>
    /// <param name="limit">How many changes to read at most.</param>
    public async Task<DocumentChanges> ReadAsync(long sequence, int limit, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<(long Sequence, string Subject)>(
            "SELECT sequence, subject FROM changes WHERE sequence > @sequence AND kind = 'document' ORDER BY sequence LIMIT @limit",
            new { sequence, limit },
            cancellationToken);
        var last = rows.Count == 0 ? sequence : rows[^1].Sequence;
        return new DocumentChanges(last, [.. rows.Select(row => row.Subject).Distinct()], rows.Count == limit);
    }

    /// <summary>The workspaces in which documents changed after <paramref name="sequence"/>.</summary>
    public Task<IReadOnlyList<string>> WorkspacesAsync(long sequence, CancellationToken cancellationToken) =>
        database.QueryAsync<string>(
            "SELECT DISTINCT d.workspace FROM changes c JOIN documents d ON d.id = c.subject WHERE c.sequence > @sequence AND c.kind = 'document'",
            new { sequence },
            cancellationToken);

    /// <summary>The current versions of these documents. Removed ones are absent.</summary>
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

            // The two streams read at slightly different moments; a document that changed in between comes again as a change.
            if (own.Count == row.ChunkCount)
            {
                yield return row.ToVersion(own);
            }
        }
    }

    /// <summary>Counts the sequence up inside the caller's transaction.</summary>
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

/// <summary>A part of the change sequence.</summary>
/// <param name="Sequence">The number of the last change in this part.</param>
/// <param name="DocumentIds">The documents that changed, each once.</param>
/// <param name="More">Whether later changes are waiting.</param>
public sealed record DocumentChanges(long Sequence, IReadOnlyList<string> DocumentIds, bool More);
