using Dapper;

namespace ResearchBot.Core.Documents;

/// <summary>Documents in search that an older version of the program read.</summary>
public sealed class OutdatedDocuments(Database database, TimeProvider time)
{
    private const string Outdated =
        $"""
        FROM versions v JOIN documents d ON d.id = v.document_id AND d.current_version = v.version
        WHERE d.removed_at IS NULL AND d.workspace <> '{Workspace.Shared}' AND v.characters > 0 AND v.reading < @CurrentReading
        """;

    /// <summary>The next ones that were not tried yet, workspace by workspace in turn.</summary>
    public Task<IReadOnlyList<OutdatedDocument>> NextAsync(int most, CancellationToken cancellationToken) => database.QueryAsync<OutdatedDocument>(
        $"""
        SELECT id, workspace, collection, key, root, version, content_hash AS ContentHash, original, file_name AS FileName, about FROM (
            SELECT d.id, d.workspace, d.collection, d.key, d.root, v.version, v.content_hash, v.original, v.file_name, v.about,
                   ROW_NUMBER() OVER (PARTITION BY d.workspace ORDER BY d.id) AS turn
            {Outdated} AND v.tried < @CurrentReading) AS next
        ORDER BY turn, workspace LIMIT @most
        """,
        new { NewVersion.CurrentReading, most },
        cancellationToken);

    /// <summary>How many will be read anew, and how many cannot be.</summary>
    public async Task<(int Waiting, int Lost)> CountAsync(CancellationToken cancellationToken)
    {
        var counts = await database.FirstOrDefaultAsync<(long All, long Lost)>(
            $"SELECT COUNT(*), COALESCE(SUM(CASE WHEN v.tried >= @CurrentReading THEN 1 ELSE 0 END), 0) {Outdated}", new { NewVersion.CurrentReading }, cancellationToken);
        return ((int)(counts.All - counts.Lost), (int)counts.Lost);
    }

    /// <summary>Records that a version cannot be read anew.</summary>
    public Task GiveUpAsync(OutdatedDocument document, CancellationToken cancellationToken) => database.ExecuteAsync(
        "UPDATE versions SET tried = @CurrentReading WHERE document_id = @Id AND version = @Version",
        new { document.Id, document.Version, NewVersion.CurrentReading },
        cancellationToken);

    /// <summary>Stores what was read anew as the document's newest version; does nothing if the document changed meanwhile.</summary>
    public async Task<bool> RenewAsync(OutdatedDocument document, NewVersion content, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var transaction = await database.BeginAsync(cancellationToken);
        var version = await transaction.Connection.ExecuteScalarAsync<long?>(
            """
            UPDATE documents SET
                current_version = CASE WHEN last_version > current_version THEN last_version ELSE current_version END + 1,
                last_version = CASE WHEN last_version > current_version THEN last_version ELSE current_version END + 1
            WHERE id = @Id AND current_version = @Version AND removed_at IS NULL RETURNING current_version
            """,
            document);
        if (version is null)
        {
            return false;
        }

        await StoredVersion.WriteAsync(transaction.Connection, document.Id, (int)version, content, now);
        await transaction.Connection.ExecuteAsync(
            "UPDATE load_changes SET version = @version WHERE document_id = @Id AND version = @before", // its load can still be undone
            new { document.Id, version, before = document.Version });
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}

/// <summary>A version that an older reading made.</summary>
/// <param name="Original">The hash of its kept file; null if it was not kept.</param>
public sealed record OutdatedDocument(
    string Id, string Workspace, string Collection, string Key, string Root, long Version, string ContentHash, string? Original,
    string? FileName, string About)
{
    private const string Source = "source";

    /// <summary>What its source stated about it, as far as that is known.</summary>
    public IReadOnlyDictionary<string, string> Stated => StoredJson.ReadAbout(About).Where(fact => fact.Key == Source).ToDictionary();

    /// <summary>SHA-256 of its file.</summary>
    public string FileHash => ContentHash[(ContentHash.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
