using System.Data.Common;
using Dapper;

namespace ResearchBot.Core.Embeddings;

/// <summary>The vectors of all chunks. A call that returned has been committed and synced.</summary>
public sealed class VectorStore(DbDataSource database)
{
    private const string Insert =
        """
        INSERT INTO vectors (sequence, document_id, version, model, first_chunk, chunk_count, vector_count, dimensions, present, numbers)
        SELECT c.value, @DocumentId, @Version, @Model, @FirstChunk, @chunks, @vectors, @Dimensions, @present, @numbers
        FROM vector_counter c
        WHERE c.id = 1
            AND EXISTS (SELECT 1 FROM documents d WHERE d.id = @DocumentId AND d.current_version = @Version AND d.removed_at IS NULL)
            AND NOT EXISTS (SELECT 1 FROM vectors o WHERE o.document_id = @DocumentId AND o.version = @Version AND o.model = @Model
                AND o.first_chunk < @FirstChunk + @chunks AND o.first_chunk + o.chunk_count > @FirstChunk)
        """;

    /// <summary>How far the vectors of each model are that has any, and those of <paramref name="model"/>.</summary>
    public async Task<IReadOnlyDictionary<string, EmbeddingProgress>> ProgressAsync(string? model, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var total = await connection.ExecuteScalarAsync<long>(
            """
            SELECT COALESCE(SUM(v.chunk_count), 0)
            FROM documents d JOIN versions v ON v.document_id = d.id AND v.version = d.current_version WHERE d.removed_at IS NULL
            """);
        var rows = await connection.QueryAsync<(string Model, long Done, long Vectors)>(
            """
            SELECT r.model, SUM(r.chunk_count), SUM(r.vector_count) FROM vectors r
            JOIN documents d ON d.id = r.document_id AND d.current_version = r.version AND d.removed_at IS NULL
            GROUP BY r.model
            """);
        var progress = rows.ToDictionary(row => row.Model, row => new EmbeddingProgress(row.Done, total, row.Vectors));
        if (model is not null)
        {
            progress.TryAdd(model, new EmbeddingProgress(0, total, 0));
        }

        return progress;
    }

    /// <summary>Documents whose current versions lack something, what was loaded last first.</summary>
    internal async Task<IReadOnlyList<string>> FindLackingAsync(string model, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var ids = await connection.QueryAsync<string>(
            """
            SELECT d.id FROM documents d
            JOIN versions v ON v.document_id = d.id AND v.version = d.current_version
            LEFT JOIN vectors r ON r.model = @model AND r.document_id = d.id AND r.version = d.current_version
            WHERE d.removed_at IS NULL
            GROUP BY d.id, v.chunk_count, v.loaded_at
            HAVING COALESCE(SUM(r.chunk_count), 0) < v.chunk_count
            ORDER BY v.loaded_at DESC, d.id LIMIT @limit
            """,
            new { model, limit });
        return ids.AsList();
    }

    /// <summary>The runs of chunks that a version has vectors for, or needs none.</summary>
    internal async Task<IReadOnlyList<(long First, long Count)>> FindDoneAsync(
        string model, string documentId, int version, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var runs = await connection.QueryAsync<(long, long)>(
            "SELECT first_chunk, chunk_count FROM vectors WHERE model = @model AND document_id = @documentId AND version = @version",
            new { model, documentId, version });
        return runs.AsList();
    }

    /// <summary>The length of the vectors that a model has made so far; null before the first.</summary>
    internal async Task<int?> FindDimensionsAsync(string model, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (int?)await connection.ExecuteScalarAsync<long?>("SELECT MAX(dimensions) FROM vectors WHERE model = @model", new { model });
    }

    /// <summary>Stores the runs of one batch in one step. What changed, was removed or was stored meanwhile is passed over.</summary>
    /// <returns>What was stored.</returns>
    internal async Task<IReadOnlyList<VectorRun>> SaveAsync(IReadOnlyList<VectorRun> runs, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var stored = new List<VectorRun>(runs.Count);
        foreach (var run in runs)
        {
            // First, since it takes the lock that keeps two processes from storing the same.
            await connection.ExecuteAsync("UPDATE vector_counter SET value = value + 1 WHERE id = 1");
            var inserted = await connection.ExecuteAsync(Insert, new
            {
                run.DocumentId,
                run.Version,
                run.Model,
                run.FirstChunk,
                chunks = run.Present.Count,
                vectors = run.Present.Count(one => one),
                run.Dimensions,
                present = run.Present.Select(one => one ? (byte)1 : (byte)0).ToArray(),
                numbers = VectorRow.ToBytes(run.Rows),
            });
            if (inserted > 0)
            {
                stored.Add(run);
            }
        }

        await transaction.CommitAsync(cancellationToken);
        return stored;
    }
}
