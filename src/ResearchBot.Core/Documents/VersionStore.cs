using System.Data.Common;
using Dapper;

namespace ResearchBot.Core.Documents;

/// <summary>The versions of documents, which are immutable.</summary>
public sealed class VersionStore(Database database, TimeProvider time)
{
    /// <summary>A document with all its versions, even if removed; null if the scope does not contain it.</summary>
    public async Task<DocumentHistory?> ReadAsync(ReadScope scope, string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<DocumentRow>(
            DocumentRow.Columns
            + $"""
               FROM documents d JOIN versions v ON v.document_id = d.id
              WHERE d.id = @id AND d.workspace || '/' || d.collection IN {scope.Keys} ORDER BY v.version DESC
              """,
            scope.Keys.With(new { id }),
            cancellationToken);
        var removedAt = await connection.ScalarAsync<long?>(
            "SELECT removed_at FROM documents WHERE id = @id", new { id }, cancellationToken);
        DocumentSummary[] versions = [.. rows.Select(row => row.ToSummary())];
        return versions.Length == 0 ? null : new DocumentHistory(versions, removedAt is not null);
    }

    /// <summary>Stores a version's content again as the newest version, and restores its document to search if needed.</summary>
    /// <param name="scope">What the audience may read; documents outside it count as missing.</param>
    /// <returns>The number of the new version; null if the scope does not contain the document or version, or its text was deleted.</returns>
    /// <exception cref="UserFacingException">The version is damaged.</exception>
    public async Task<int?> RestoreAsync(ReadScope scope, string id, int version, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var transaction = await database.BeginAsync(cancellationToken);
        var newest = await transaction.Connection.ExecuteScalarAsync<long?>(
            $"""
            UPDATE documents SET
                current_version = CASE WHEN last_version > current_version THEN last_version ELSE current_version END + 1,
                last_version = CASE WHEN last_version > current_version THEN last_version ELSE current_version END + 1, removed_at = NULL
            WHERE id = @id AND workspace || '/' || collection IN {scope.Keys}
            AND EXISTS (SELECT 1 FROM versions v WHERE v.document_id = @id AND v.version = @version AND v.characters > 0)
            RETURNING current_version
            """,
            scope.Keys.With(new { id, version }));
        if (newest is null)
        {
            return null;
        }

        if (!await CheckedVersions.IsWholeAsync(transaction.Connection, id, version))
        {
            throw new UserFacingException($"Version {version} of {id} is damaged in the store. Load its file again.");
        }

        await transaction.Connection.ExecuteAsync(
            """
            INSERT INTO versions (document_id, version, content_hash, title, published, about, places, blocks, links, remarks, characters, chunk_count,
                                  fingerprint, original, file_name, reading, loaded_at, text)
            SELECT document_id, @newest, content_hash, title, published, about, places, blocks, links, remarks, characters, chunk_count,
                   fingerprint, original, file_name, reading, @now, text
            FROM versions WHERE document_id = @id AND version = @version;
            INSERT INTO chunks (document_id, version, ordinal, start, length, page, section, line, slide, sheet, sheet_row, paragraph, cell, time_stamp,
                                context_start, context_length, fingerprint)
            SELECT document_id, @newest, ordinal, start, length, page, section, line, slide, sheet, sheet_row, paragraph, cell, time_stamp,
                   context_start, context_length, fingerprint
            FROM chunks WHERE document_id = @id AND version = @version
            """,
            new { id, version, newest, now });
        await CheckedVersions.HashAsync(transaction.Connection, id, newest.Value);
        await ChangeFeed.AppendAsync(transaction.Connection, id, now);
        await transaction.CommitAsync(cancellationToken);
        return (int)newest;
    }
}

/// <summary>A document version with its text. Immutable once stored.</summary>
/// <param name="Text">The visible text, line ends as LF.</param>
public sealed record DocumentVersion(
    Document Document,
    string Text,
    DocumentStructure Structure,
    IReadOnlyList<Chunk> Chunks)
{
    /// <summary>See <see cref="NewVersion.Remarks"/>.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The words of <see cref="Chunk.Context"/>; empty if there are none.</summary>
    public ReadOnlySpan<char> ContextOf(Chunk chunk) => chunk.Context is { } range ? Text.AsSpan(range.Start, range.Length) : [];
}

/// <summary>Content to be stored.</summary>
/// <param name="Collection">Created if it does not exist.</param>
/// <param name="Root">What it was loaded from, such as the folder's full path; identifies documents missing from a later load of the same root.</param>
/// <param name="ContentHash">Equal for equal content read in the same way.</param>
/// <param name="Chunks">Ascending, inside the text.</param>
public sealed record NewVersion(
    CollectionId Collection,
    string Key,
    string Root,
    string ContentHash,
    string Title,
    string? Published,
    IReadOnlyDictionary<string, string> About,
    string Text,
    DocumentStructure Structure,
    IReadOnlyList<Chunk> Chunks)
{
    /// <summary>The revision of the readers and the chunker. Increment it when they improve, so that documents are read anew.</summary>
    public const int CurrentReading = 3;

    /// <summary>The file that it was read from; null if it is not to be kept.</summary>
    public Original? Original { get; init; }

    /// <summary>What the person who loaded it should know, one sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The name of the file, whose end is a hint at its format; null where the key is its name.</summary>
    public string? FileName { get; init; }

    /// <summary>See <see cref="CurrentReading"/>.</summary>
    public int Reading { get; init; } = CurrentReading;
}

/// <summary>The result of a save.</summary>
/// <param name="Stored">False if the same content was already stored.</param>
public sealed record SavedVersion(DocumentState State, bool Stored)
{
    /// <summary>Whether the same content was stored and damaged, and is whole again.</summary>
    public bool IsHealed { get; init; }

    /// <summary>The document's state before; null if there was none.</summary>
    public DocumentState? Before { get; init; }
}

/// <summary>Writes a version with its chunks and its file.</summary>
internal static class StoredVersion
{
    /// <summary>Writes it in the caller's transaction, and announces it.</summary>
    public static async Task WriteAsync(DbConnection connection, string id, int version, NewVersion content, long now)
    {
        if (content.Original is { Deflated: not null })
        {
            await Originals.KeepAsync(connection, content.Original);
        }

        var row = VersionRow.Of(id, version, content, now);
        await connection.ExecuteAsync(
            """
            INSERT INTO versions (document_id, version, content_hash, title, published, about, places, blocks, links, remarks, characters, chunk_count,
                                  fingerprint, original, file_name, reading, loaded_at, text, hashes)
            VALUES (@Id, @Version, @ContentHash, @Title, @Published, @About, @Places, @Blocks, @Links, @Remarks, @Characters, @ChunkCount,
                    @fingerprint, @original, @fileName, @Reading, @LoadedAt, @Text, @hashes)
            """,
            new
            {
                row.Id, row.Version, content.ContentHash, row.Title, row.Published, row.About, row.Places, row.Blocks, row.Links, row.Remarks, row.Characters,
                row.ChunkCount, fingerprint = TextFingerprint.Of(row.Text), original = content.Original?.Hash,
                fileName = content.FileName == content.Key ? null : content.FileName, row.Reading, row.LoadedAt, row.Text,
                hashes = VersionHashes.Of(row, content.Chunks),
            });
        await connection.ExecuteAsync(
            """
            INSERT INTO chunks (document_id, version, ordinal, start, length, page, section, line, slide, sheet, sheet_row, paragraph, cell, time_stamp,
                                context_start, context_length, fingerprint)
            VALUES (@id, @version, @Ordinal, @Start, @Length, @Page, @Section, @Line, @Slide, @Sheet, @Row, @Paragraph, @Cell, @Time,
                    @ContextStart, @ContextLength, @fingerprint)
            """,
            content.Chunks.Select(chunk => new
            {
                id, version, chunk.Ordinal, chunk.Start, chunk.Length, chunk.Place.Page, chunk.Place.Section, chunk.Place.Line,
                chunk.Place.Slide, chunk.Place.Sheet, chunk.Place.Row, chunk.Place.Paragraph, chunk.Place.Cell, chunk.Place.Time,
                ContextStart = chunk.Context?.Start, ContextLength = chunk.Context?.Length,
                fingerprint = TextFingerprint.Of(content.Text.AsSpan(chunk.Start, chunk.Length)),
            }));
        await ChangeFeed.AppendAsync(connection, id, now);
    }
}

/// <summary>A document with all its versions, newest first.</summary>
/// <param name="Removed">Whether it is out of search.</param>
public sealed record DocumentHistory(IReadOnlyList<DocumentSummary> Versions, bool Removed)
{
    public Document Newest => Versions[0].Document;
}
