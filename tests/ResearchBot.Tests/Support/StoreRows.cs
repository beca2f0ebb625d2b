using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace ResearchBot.Tests.Support;

/// <summary>Every row of the store as text, to see whether anything changed.</summary>
internal static class StoreRows
{
    /// <param name="bot">Whose store.</param>
    /// <param name="except">Tables that may change.</param>
    public static async Task<IReadOnlyList<string>> ReadAsync(TestBot bot, params string[] except)
    {
        await using var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        var tables = await connection.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
        var rows = new List<string>();
        foreach (var table in tables.Except(except))
        {
            var found = (await connection.QueryAsync($"SELECT * FROM \"{table}\"")).ToArray();
            rows.AddRange(found.Select(row => table + " " + JsonSerializer.Serialize((IDictionary<string, object?>)row)));
        }

        return rows;
    }
}
