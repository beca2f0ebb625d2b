using System.Globalization;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Ingestion.Checks;

/// <summary>Finds documents with the same text, and passages that stand in other documents already, in the same collection and in those that every
/// workspace reads.</summary>
public sealed class RepeatedText(Database database)
{
    private const int PassagesAtOnce = 200;
    private const double Much = 0.5;

    private const string Others =
        $"""
        JOIN documents d ON d.id = document_id AND d.current_version = version
        WHERE d.removed_at IS NULL AND (d.workspace = '{Workspace.Shared}' OR (d.workspace = @Workspace AND d.collection = @Name AND d.key <> @Key))
        """;

    /// <summary>At most one finding: the whole document, or its passages.</summary>
    /// <param name="job">The prepared load that it belongs to, whose other files count too; null if there is none.</param>
    public async Task<IReadOnlyList<Finding>> FindAsync(NewVersion version, string? job, CancellationToken cancellationToken)
    {
        var others = new { version.Collection.Workspace, version.Collection.Name, version.Key, fingerprint = TextFingerprint.Of(version.Text), job };
        if (others.fingerprint is not null)
        {
            var (id, title) = await database.FirstOrDefaultAsync<(string?, string?)>(
                $"SELECT d.id, v.title FROM versions v {Others} AND v.fingerprint = @fingerprint LIMIT 1", others, cancellationToken);
            if (id is not null)
            {
                return [new Finding(FindingKind.Duplicate, $"“{OutgoingText.CleanLine(title!)}” ({id}) has the same text.")];
            }

            if (job is not null && await database.FirstOrDefaultAsync<string>(
                "SELECT path FROM waiting_documents WHERE job_id = @job AND fingerprint = @fingerprint AND key <> @Key LIMIT 1", others, cancellationToken) is { } path)
            {
                return [new Finding(FindingKind.Duplicate, $"{OutgoingText.CleanLine(path)} has the same text.")];
            }
        }

        long[] passages = [.. version.Chunks.Select(chunk => TextFingerprint.Of(version.Text.AsSpan(chunk.Start, chunk.Length))).OfType<long>()];
        var found = new Dictionary<long, string>();
        foreach (var some in passages.Distinct().Chunk(PassagesAtOnce))
        {
            var values = string.Join(", ", some.Select(number => $"({number.ToString(CultureInfo.InvariantCulture)})"));
            var rows = await database.QueryAsync<(long Fingerprint, string? Id)>(
                $"""
                WITH wanted (fingerprint) AS (VALUES {values})
                SELECT wanted.fingerprint, (SELECT d.id FROM chunks c {Others} AND c.fingerprint = wanted.fingerprint LIMIT 1) FROM wanted
                """,
                others,
                cancellationToken);
            foreach (var row in rows.Where(row => row.Id is not null))
            {
                found[row.Fingerprint] = row.Id!;
            }
        }

        var count = passages.Count(found.ContainsKey);
        if (count == 0)
        {
            return [];
        }

        var most = found.Values.CountBy(id => id).MaxBy(pair => pair.Value).Key;
        return [new Finding(FindingKind.Repeats, $"{count} of {version.Chunks.Count} passages stand in other documents already, most of them in {most}.") { IsMinor = count < Much * version.Chunks.Count }];
    }
}
