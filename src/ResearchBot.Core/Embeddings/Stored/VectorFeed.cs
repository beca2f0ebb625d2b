using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;

namespace ResearchBot.Core.Embeddings;

/// <summary>
/// The stored vectors in the order in which they were stored: a process reads all at its start and follows later, whichever
/// process made them. That a document changed or was removed is told by <see cref="Documents.ChangeFeed"/> alone.
/// </summary>
public sealed class VectorFeed(DbDataSource database)
{
    /// <summary>The number of the last vectors that were stored; 0 in a store without any.</summary>
    public async Task<long> LastSequenceAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>("SELECT value FROM vector_counter WHERE id = 1");
    }

    /// <summary>Streams what was stored after <paramref name="sequence"/> for current versions, oldest first.</summary>
    /// <param name="model">See <see cref="EmbeddingModel.Id"/>.</param>
    /// <param name="sequence">The last number that the caller has seen; 0 for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<VectorRun> ReadAsync(
        string model, long sequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = connection.QueryUnbufferedAsync<VectorRow>(
            VectorRow.Select
            + """
               JOIN documents d ON d.id = r.document_id AND d.current_version = r.version AND d.removed_at IS NULL
              WHERE r.sequence > @sequence AND r.model = @model ORDER BY r.sequence
              """,
            new { model, sequence });
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            yield return row.ToRun();
        }
    }
}
