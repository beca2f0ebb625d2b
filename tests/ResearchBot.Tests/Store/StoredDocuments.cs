using Microsoft.Data.Sqlite;
using Shouldly;

namespace ResearchBot.Tests.Store;

/// <summary>What stands in a store's file, read beside the program.</summary>
internal static class StoredDocuments
{
    /// <summary>Key, version and text of every version; fails where one is half.</summary>
    public static IReadOnlyDictionary<(string Key, long Version), string> ReadWhole(string dataFolder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(dataFolder, "researchbot.db")};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        Single(connection, "PRAGMA integrity_check").ShouldBe("ok");
        Single(connection, "SELECT COUNT(*) FROM documents d LEFT JOIN versions v ON v.document_id = d.id AND v.version = d.current_version WHERE v.version IS NULL")
            .ShouldBe(0L, "a document without its version");
        Single(connection, "SELECT COUNT(*) FROM chunks c LEFT JOIN versions v USING (document_id, version) WHERE v.version IS NULL")
            .ShouldBe(0L, "a chunk without its version");
        Single(connection, "SELECT value - (SELECT COUNT(*) FROM changes) FROM change_counter")
            .ShouldBe(0L, "the change sequence has a gap");
        Single(connection, "SELECT (SELECT COUNT(*) FROM versions) - (SELECT COUNT(*) FROM changes WHERE kind = 'document')")
            .ShouldBe(0L, "a version without its change");
        return Versions(connection);
    }

    private static Dictionary<(string, long), string> Versions(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT d.key, v.version, v.text, v.characters, v.chunk_count,
                   COALESCE(c.number, 0), COALESCE(c.last, -1), COALESCE(c.ending, 0), COALESCE(c.characters, 0)
            FROM versions v JOIN documents d ON d.id = v.document_id
            LEFT JOIN (SELECT document_id, version, COUNT(*) AS number, MAX(ordinal) AS last, MAX(start + length) AS ending, SUM(length) AS characters
                       FROM chunks GROUP BY document_id, version) c ON c.document_id = v.document_id AND c.version = v.version
            """;
        using var rows = command.ExecuteReader();
        var found = new Dictionary<(string, long), string>();
        while (rows.Read())
        {
            var (key, version, text) = (rows.GetString(0), rows.GetInt64(1), rows.GetString(2));
            var named = $"{key} version {version}";
            rows.GetInt64(3).ShouldBe(text.Length, $"{named} is cut");
            rows.GetInt64(5).ShouldBe(rows.GetInt64(4), $"{named} lacks chunks");
            rows.GetInt64(6).ShouldBe(rows.GetInt64(4) - 1, $"{named} has a gap in its chunks");
            rows.GetInt64(7).ShouldBeLessThanOrEqualTo(text.Length, $"{named} has a chunk beyond its text");
            rows.GetInt64(8).ShouldBeGreaterThan(text.Length * 9 / 10, $"{named} has text without a chunk");
            found.Add((key, version), text);
        }

        return found;
    }

    private static object? Single(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
