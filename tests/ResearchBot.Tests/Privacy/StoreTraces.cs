using System.Data.Common;
using System.Text;
using Dapper;

namespace ResearchBot.Tests.Privacy;

/// <summary>Looks for words in everything that a store keeps.</summary>
internal static class StoreTraces
{
    /// <summary>The cells of all tables that hold one of the words.</summary>
    public static async Task<IReadOnlyList<string>> InRowsAsync(TestBot bot, params string[] words)
    {
        await using var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        var columns = (await connection.QueryAsync<(string Table, string Column)>(
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'")).ToArray();
        var found = new List<string>();
        foreach (var (table, column) in columns)
        {
            foreach (var word in words)
            {
                var rows = await connection.ExecuteScalarAsync<long>(
                    $"SELECT COUNT(*) FROM \"{table}\" WHERE CAST(\"{column}\" AS TEXT) LIKE '%' || @word || '%'", new { word });
                if (rows > 0)
                {
                    found.Add($"{table}.{column}: {word}");
                }
            }
        }

        return found;
    }

    /// <summary>The files of the data folder whose bytes hold one of the words, in UTF-8 or UTF-16, in either case.</summary>
    public static IReadOnlyList<string> InFiles(TestBot bot, params string[] words)
    {
        var found = new List<string>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(bot.Folder, "data"), "*", SearchOption.AllDirectories))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            foreach (var form in words.SelectMany(word => new[] { word, word.ToLowerInvariant() })
                .SelectMany(word => new[] { Encoding.UTF8.GetBytes(word), Encoding.Unicode.GetBytes(word) }))
            {
                if (bytes.AsSpan().IndexOf(form) >= 0)
                {
                    found.Add($"{Path.GetFileName(path)}: {Encoding.UTF8.GetString(form)}");
                }
            }
        }

        return found;
    }
}
