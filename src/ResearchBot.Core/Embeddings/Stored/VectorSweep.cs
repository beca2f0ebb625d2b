using System.Data.Common;
using Dapper;
using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Embeddings;

/// <summary>Deletes vectors that serve nobody any more, in steps that hold no other writer up for long.</summary>
internal sealed class VectorSweep(DbDataSource database)
{
    private const int RowsPerStep = 256;

    /// <summary>Those of removed documents and of older versions.</summary>
    public Task DeleteOutdatedAsync(CancellationToken cancellationToken) => DeleteAsync(
        "NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = r.document_id AND d.current_version = r.version AND d.removed_at IS NULL)",
        model: null,
        cancellationToken);

    /// <summary>Those of all models but one.</summary>
    public Task DeleteOthersAsync(string model, CancellationToken cancellationToken) =>
        DeleteAsync("r.model <> @model", model, cancellationToken);

    private async Task DeleteAsync(string which, string? model, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var sequences = (await connection.QueryAsync<long>($"SELECT r.sequence FROM vectors r WHERE {which}", new { model })).AsList();
        foreach (var step in sequences.Chunk(RowsPerStep))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = new SqlList<long>("row", step);
            await connection.ExecuteAsync($"DELETE FROM vectors WHERE sequence IN {rows}", rows.With(new { }));
        }
    }
}
