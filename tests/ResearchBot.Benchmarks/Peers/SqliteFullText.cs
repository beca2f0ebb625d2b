using Microsoft.Data.Sqlite;
using ResearchBot.Core.Documents;

namespace ResearchBot.Benchmarks;

/// <summary>The peer: an FTS5 table in memory with one row for each chunk.</summary>
internal sealed class SqliteFullText : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly SqliteCommand _find;

    public SqliteFullText(IEnumerable<DocumentVersion> documents)
    {
        _connection.Open();
        using var transaction = _connection.BeginTransaction();
        using var create = _connection.CreateCommand();
        create.CommandText = "CREATE VIRTUAL TABLE chunks USING fts5(text)";
        create.ExecuteNonQuery();
        using var insert = _connection.CreateCommand();
        insert.CommandText = "INSERT INTO chunks(text) VALUES ($text)";
        var value = insert.Parameters.Add("$text", SqliteType.Text);
        foreach (var version in documents)
        {
            foreach (var chunk in version.Chunks)
            {
                value.Value = $"{version.Document.Title}\n{version.Text.AsSpan(chunk.Start, chunk.Length)}";
                insert.ExecuteNonQuery();
            }
        }

        using var merge = _connection.CreateCommand();
        merge.CommandText = "INSERT INTO chunks(chunks) VALUES ('optimize')"; // one segment, as ours is
        merge.ExecuteNonQuery();
        transaction.Commit();

        _find = _connection.CreateCommand();
        _find.CommandText = "SELECT rowid FROM chunks WHERE chunks MATCH $query ORDER BY rank LIMIT $top";
        _find.Parameters.Add("$query", SqliteType.Text);
        _find.Parameters.Add("$top", SqliteType.Integer);
    }

    public List<int> Find(IEnumerable<string> words, int top)
    {
        _find.Parameters[0].Value = string.Join(" OR ", words.Select(word => $"\"{word}\""));
        _find.Parameters[1].Value = top;
        using var rows = _find.ExecuteReader();
        var found = new List<int>(top);
        while (rows.Read())
        {
            found.Add(rows.GetInt32(0) - 1);
        }

        return found;
    }

    public void Dispose()
    {
        _find.Dispose();
        _connection.Dispose();
    }
}
