namespace ResearchBot.Core.Documents;

/// <summary>What is known to be damaged in the store, and the search for more.</summary>
public sealed class DamagedDocuments(Database database, CheckedVersions versions, Originals originals, TimeProvider time)
{
    /// <summary>The documents that are out of search since their current version is damaged or lost.</summary>
    public Task<IReadOnlyList<DamagedDocument>> ListAsync(CancellationToken cancellationToken) => database.QueryAsync<DamagedDocument>(
        """
        SELECT d.id, d.workspace, d.key FROM documents d
        LEFT JOIN versions v ON v.document_id = d.id AND v.version = d.current_version
        LEFT JOIN damaged_versions x ON x.document_id = d.id AND x.version = d.current_version
        WHERE d.removed_at IS NULL AND (v.version IS NULL OR x.version IS NOT NULL) ORDER BY d.workspace, d.collection, d.key
        """,
        null,
        cancellationToken);

    /// <summary>Whether a version that the scope contains is known to be damaged; the current one if none is named.</summary>
    public async Task<bool> HasAsync(ReadScope scope, string id, int? version, CancellationToken cancellationToken) => await database.ScalarAsync<long>(
        $"""
        SELECT COUNT(*) FROM documents d JOIN damaged_versions x ON x.document_id = d.id AND x.version = COALESCE(@version, d.current_version)
        WHERE d.id = @id AND d.workspace || '/' || d.collection IN {scope.Keys}
        """,
        scope.Keys.With(new { id, version }),
        cancellationToken) > 0;

    /// <summary>Takes those that nobody was told of; no other process gets them.</summary>
    public async Task<IReadOnlyList<DamagedDocument>> TakeUntoldAsync(CancellationToken cancellationToken)
    {
        if (await database.ScalarAsync<long>("SELECT COUNT(*) FROM damaged_versions WHERE told_at IS NULL", null, cancellationToken) == 0)
        {
            return []; // without the write lock
        }

        var taken = await database.QueryAsync<(string Id, long Version)>(
            "UPDATE damaged_versions SET told_at = @now WHERE told_at IS NULL RETURNING document_id, version",
            new { now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken);
        var ids = taken.Select(one => one.Id).ToHashSet();
        return [.. (await ListAsync(cancellationToken)).Where(document => ids.Contains(document.Id))];
    }

    /// <summary>Compares every version and every kept file with its hash. What is damaged is out of search afterwards; what was mended beside the program
    /// is back.</summary>
    public async Task<DeepCheckResult> CheckAllAsync(CancellationToken cancellationToken)
    {
        var all = await database.QueryAsync<(string Id, long Version, long? IsDamaged)>(
            """
            SELECT v.document_id, v.version, x.version FROM versions v
            LEFT JOIN damaged_versions x ON x.document_id = v.document_id AND x.version = v.version
            """,
            null,
            cancellationToken);
        var damaged = 0;
        foreach (var (id, version, known) in all)
        {
            if (await versions.OpenAsync(id, version, cancellationToken) is null)
            {
                damaged++;
            }
            else if (known is not null)
            {
                await versions.ReturnAsync(id, version, cancellationToken);
            }
        }

        var current = await ListAsync(cancellationToken);
        var files = await database.QueryAsync<string>("SELECT hash FROM originals", null, cancellationToken);
        var broken = 0;
        foreach (var hash in files)
        {
            broken += await originals.ReadAsync(hash, cancellationToken) is null ? 1 : 0;
        }

        return new DeepCheckResult(all.Count, current, Math.Max(0, damaged - current.Count), files.Count, broken);
    }
}

/// <summary>A document whose current version is damaged in the store.</summary>
public sealed record DamagedDocument(string Id, string Workspace, string Key);

/// <summary>What comparing everything with its hash has shown.</summary>
/// <param name="Current">The documents that are out of search.</param>
/// <param name="Older">How many older versions are damaged; answers that cite them are shown without their excerpts.</param>
/// <param name="DamagedFiles">How many of the kept files are damaged.</param>
public sealed record DeepCheckResult(int Versions, IReadOnlyList<DamagedDocument> Current, int Older, int Files, int DamagedFiles);
