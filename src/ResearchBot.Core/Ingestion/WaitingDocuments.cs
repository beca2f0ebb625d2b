using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using ResearchBot.Core.Ingestion.Checks;

namespace ResearchBot.Core.Ingestion;

/// <summary>Documents that were read and are not stored yet: those of prepared loads, and those in quarantine.</summary>
public sealed class WaitingDocuments(Database database, TimeProvider time)
{
    /// <summary>Adds one; one that was held before under the same key gives way to it.</summary>
    /// <param name="alongside">Written in the same transaction.</param>
    public async Task AddAsync(WaitingDocument document, NewVersion version, Func<DbConnection, Task> alongside, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(WaitingContent.Of(version), WaitingJson.Default.WaitingContent);
        await using var transaction = await database.BeginAsync(cancellationToken);
        if (document.IsHeld)
        {
            await EndAsync(transaction.Connection, version, waited: null);
        }

        if (version.Original is { Deflated: not null })
        {
            await Originals.KeepAsync(transaction.Connection, version.Original);
        }

        await transaction.Connection.ExecuteAsync(
            """
            INSERT INTO waiting_documents (id, workspace, collection, key, root, path, job_id, ordinal, held, content_hash, title, characters,
                                           fingerprint, findings, length, content, original, waits_since, hash)
            VALUES (@Id, @Workspace, @Collection, @Key, @Root, @Path, @Job, @Ordinal, @held, @ContentHash, @Title, @characters,
                    @fingerprint, @findings, @length, @content, @original, @now, @contentHash)
            """,
            new
            {
                document.Id, document.Workspace, document.Collection, document.Key, document.Root, document.Path, document.Job, document.Ordinal,
                held = document.IsHeld ? 1L : 0L, version.ContentHash, version.Title, characters = version.Text.Length,
                fingerprint = TextFingerprint.Of(version.Text), findings = JsonSerializer.Serialize(document.Findings, WaitingJson.Default.IReadOnlyListFinding),
                length = json.Length, content = Packed.Deflate(json), contentHash = Original.HashOf(json), original = version.Original?.Hash, now = time.GetUtcNow().ToUnixTimeMilliseconds(),
            });
        await alongside(transaction.Connection);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The documents of a workspace in quarantine, oldest first.</summary>
    public async Task<IReadOnlyList<WaitingDocument>> HeldAsync(string workspace, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<WaitingRow>(
            WaitingRow.Select + " WHERE workspace = @workspace AND held = 1 ORDER BY waits_since, id", new { workspace }, cancellationToken);
        return [.. rows.Select(row => row.ToDocument())];
    }

    /// <summary>The one in quarantine with this content; null if there is none.</summary>
    internal async Task<WaitingDocument?> FindHeldAsync(CollectionId collection, string key, string root, string hash, CancellationToken cancellationToken) =>
        (await database.FirstOrDefaultAsync<WaitingRow>(
            WaitingRow.Select + " WHERE workspace = @Workspace AND collection = @Name AND key = @key AND root = @root AND held = 1 AND content_hash = @hash LIMIT 1",
            new { collection.Workspace, collection.Name, key, root, hash },
            cancellationToken))?.ToDocument();

    /// <summary>The document of a prepared load's file; null if there is none.</summary>
    internal async Task<WaitingDocument?> FindAsync(string job, int ordinal, CancellationToken cancellationToken) =>
        (await database.FirstOrDefaultAsync<WaitingRow>(
            WaitingRow.Select + " WHERE job_id = @job AND ordinal = @ordinal LIMIT 1", new { job, ordinal }, cancellationToken))?.ToDocument();

    /// <summary>The documents of a prepared load, up to a number of characters in all.</summary>
    public async Task<IReadOnlyList<WaitingDocument>> OfLoadAsync(string job, long mostCharacters, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<WaitingRow>(
            $"{WaitingRow.Select} w WHERE job_id = @job AND (SELECT SUM(o.characters) FROM waiting_documents o WHERE o.job_id = @job AND o.ordinal <= w.ordinal) <= @mostCharacters ORDER BY ordinal",
            new { job, mostCharacters },
            cancellationToken);
        return [.. rows.Select(row => row.ToDocument())];
    }

    /// <summary>The content of one, as it was read.</summary>
    /// <exception cref="UserFacingException">It is gone, or damaged in the store.</exception>
    public async Task<NewVersion> OpenAsync(WaitingDocument document, CancellationToken cancellationToken)
    {
        var row = await database.FirstOrDefaultAsync<(string? Hash, long Length, byte[]? Content, string? Original, string? ContentHash)>(
            "SELECT content_hash, length, content, original, hash FROM waiting_documents WHERE id = @Id", new { document.Id }, cancellationToken);
        if (row.Content is null)
        {
            throw new UserFacingException($"{document.Path} waits no longer. Load it again.");
        }

        if (Packed.TryInflate(row.Content, (int)row.Length) is not { } json || Original.HashOf(json) != row.ContentHash)
        {
            throw new UserFacingException($"{document.Path} is damaged in the store. Load it again.", isFailure: true);
        }

        var content = JsonSerializer.Deserialize(json, WaitingJson.Default.WaitingContent)!;
        var original = row.Original is null ? null : new Original(row.Original, 0, Deflated: null);
        return content.ToVersion(new CollectionId(document.Workspace, document.Collection), document.Key, document.Root, row.Hash!, original);
    }

    /// <summary>Computes the hashes of all that wait and have none, for a store from before there were any.</summary>
    public static async Task HashAllAsync(DbConnection connection)
    {
        foreach (var (id, length, content) in (await connection.QueryAsync<(string, long, byte[])>("SELECT id, length, content FROM waiting_documents WHERE hash = ''")).AsList())
        {
            if (Packed.TryInflate(content, (int)length) is { } json)
            {
                await connection.ExecuteAsync("UPDATE waiting_documents SET hash = @hash WHERE id = @id", new { id, hash = Original.HashOf(json) });
            }
        }
    }

    /// <summary>Deletes one.</summary>
    /// <returns>Whether it was there.</returns>
    public async Task<bool> DropAsync(string id, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        var dropped = await DropAsync(transaction.Connection, "id = @id", new { id });
        await transaction.CommitAsync(cancellationToken);
        return dropped > 0;
    }

    /// <summary>Puts the document of a prepared load into quarantine.</summary>
    /// <param name="alongside">Written in the same transaction.</param>
    internal async Task HoldAsync(WaitingDocument document, Func<DbConnection, Task> alongside, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        await transaction.Connection.ExecuteAsync("UPDATE waiting_documents SET held = 1 WHERE id = @Id", new { document.Id });
        await alongside(transaction.Connection);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Deletes some in the caller's transaction; returns how many.</summary>
    internal static async Task<int> DropAsync(DbConnection connection, string rows, object parameters)
    {
        var originals = (await connection.QueryAsync<string>($"SELECT original FROM waiting_documents WHERE {rows} AND original IS NOT NULL", parameters)).AsList();
        var dropped = await connection.ExecuteAsync($"DELETE FROM waiting_documents WHERE {rows}", parameters);
        await Originals.DropUnneededAsync(connection, originals);
        return dropped;
    }

    /// <summary>Deletes the one that a stored version comes from, and what is held under its key.</summary>
    internal static Task EndAsync(DbConnection connection, NewVersion version, string? waited) => DropAsync(
        connection,
        "workspace = @Workspace AND collection = @Name AND key = @Key AND root = @Root AND (held = 1 OR id = @waited)",
        new { version.Collection.Workspace, version.Collection.Name, version.Key, version.Root, waited });

    internal static string NewId() => RandomNumberGenerator.GetString("0123456789abcdefghjkmnpqrstvwxyz", 12);
}

/// <summary>A document that was read and is not stored yet.</summary>
/// <param name="Path">As the person who loaded it knows it.</param>
/// <param name="Job">The load that it came with.</param>
/// <param name="Ordinal">Its place in that load.</param>
/// <param name="IsHeld">Whether it is in quarantine.</param>
public sealed record WaitingDocument(
    string Id, string Workspace, string Collection, string Key, string Root, string Path, string Job, int Ordinal, bool IsHeld)
{
    public string Title { get; init; } = string.Empty;

    public int Characters { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public DateTimeOffset Since { get; init; }
}

internal sealed record WaitingRow(
    string Id, string Workspace, string Collection, string Key, string Root, string Path, string Job, long Ordinal, long Held, string Title,
    long Characters, string Findings, long Since)
{
    public const string Select =
        """
        SELECT id, workspace, collection, key, root, path, job_id AS Job, ordinal, held, title, characters, findings, waits_since AS Since
        FROM waiting_documents
        """;

    public WaitingDocument ToDocument() => new(Id, Workspace, Collection, Key, Root, Path, Job, (int)Ordinal, Held != 0)
    {
        Title = Title,
        Characters = (int)Characters,
        Findings = JsonSerializer.Deserialize(Findings, WaitingJson.Default.IReadOnlyListFinding) ?? [],
        Since = DateTimeOffset.FromUnixTimeMilliseconds(Since),
    };
}

/// <summary>A document's content as it waits.</summary>
internal sealed record WaitingContent(
    string Title, string? Published, IReadOnlyDictionary<string, string> About, string Text, IReadOnlyList<Block> Blocks, IReadOnlyList<PlaceMark> Places,
    IReadOnlyList<Link> Links, IReadOnlyList<string> Remarks, string? FileName)
{
    public static WaitingContent Of(NewVersion version) => new(
        version.Title, version.Published, version.About, version.Text, version.Structure.Blocks, version.Structure.Marks, version.Structure.Links, version.Remarks, version.FileName);

    public NewVersion ToVersion(CollectionId collection, string key, string root, string hash, Original? original)
    {
        var structure = new DocumentStructure(Text, Blocks, Places, Links);
        return new NewVersion(collection, key, root, hash, Title, Published, About, Text, structure, Chunker.Split(Text, structure))
        {
            Original = original, Remarks = Remarks, FileName = FileName,
        };
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(WaitingContent))]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
internal sealed partial class WaitingJson : JsonSerializerContext;
