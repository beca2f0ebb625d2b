using System.Data.Common;
using Dapper;

namespace ResearchBot.Core.Retention;

/// <summary>Deletes many rows in short transactions, between which questions are kept.</summary>
internal static class StepwiseDeletion
{
    /// <summary>How many rows go at once.</summary>
    public const int RowsPerStep = 500;

    /// <summary>Deletes the rows that meet a condition.</summary>
    /// <param name="database">The store.</param>
    /// <param name="table">Where; in one step where it has no <c>id</c>.</param>
    /// <param name="condition">In SQL.</param>
    /// <param name="parameters">Of the condition.</param>
    /// <param name="cancellationToken">Ends the work; what was done is done.</param>
    /// <returns>How many went.</returns>
    public static async Task<int> RunAsync(
        DbDataSource database, StoredTable table, string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var sql = table.HasId
            ? $"DELETE FROM {table.Name} WHERE id IN (SELECT id FROM {table.Name} WHERE {condition} LIMIT {RowsPerStep})"
            : $"DELETE FROM {table.Name} WHERE {condition}";
        var total = 0;
        int rows;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows = await connection.ExecuteAsync(sql, parameters);
            total += rows;
        }
        while (table.HasId && rows == RowsPerStep);
        return total;
    }
}
