using ResearchBot.Core.Text;

namespace ResearchBot.Core.Documents;

internal sealed record DocumentStateRow(string Id, string Key, string Root, long Version, string ContentHash, long ChunkCount, long? RemovedAt, string Collection, long LastVersion)
{
    public const string Select =
        """
        SELECT d.id, d.key, d.root, v.version, v.content_hash AS ContentHash, v.chunk_count AS ChunkCount, d.removed_at AS RemovedAt, d.collection, d.last_version AS LastVersion
        FROM documents d JOIN versions v ON v.document_id = d.id AND v.version = d.current_version
        WHERE d.workspace = @Workspace
        """;

    public DocumentState ToState() => new(Id, Key, Root, (int)Version, ContentHash, (int)ChunkCount, RemovedAt, Collection) { LastVersion = (int)Math.Max(Version, LastVersion) };
}

internal sealed record DocumentRow(
    string Id,
    string Workspace,
    string Collection,
    string Key,
    long Version,
    string Title,
    string? Published,
    string About,
    long Characters,
    long ChunkCount,
    long LoadedAt,
    long Reading,
    long Tried)
{
    public const string Columns =
        """
        SELECT d.id, d.workspace, d.collection, d.key, v.version, v.title, v.published, v.about,
               v.characters, v.chunk_count AS ChunkCount, v.loaded_at AS LoadedAt, v.reading, v.tried
        """;

    public const string Select =
        Columns + " FROM documents d JOIN versions v ON v.document_id = d.id AND v.version = d.current_version";

    public Document ToDocument() =>
        new(Id, new CollectionId(Workspace, Collection), Key, (int)Version, Title, Published, StoredJson.ReadAbout(About));

    public DocumentSummary ToSummary() =>
        new(ToDocument(), (int)ChunkCount, (int)Characters, DateTimeOffset.FromUnixTimeMilliseconds(LoadedAt)) { IsOutdated = Reading < Tried };
}

internal sealed record VersionRow(
    string Id,
    string Workspace,
    string Collection,
    string Key,
    long Version,
    string Title,
    string? Published,
    string About,
    long Characters,
    long ChunkCount,
    long LoadedAt,
    long Reading,
    long Tried,
    string Places,
    string Blocks,
    string Links,
    string Remarks,
    string Text,
    string Hashes)
{
    public const string Select =
        DocumentRow.Columns + ", v.places, v.blocks, v.links, v.remarks, v.text, v.hashes FROM documents d JOIN versions v ON v.document_id = d.id";

    /// <summary>The row of content that is to be stored, without its hashes.</summary>
    public static VersionRow Of(string id, int version, NewVersion content, long now) => new(
        id, content.Collection.Workspace, content.Collection.Name, content.Key, version, content.Title, content.Published, StoredJson.Write(content.About),
        content.Text.Length, content.Chunks.Count, now, content.Reading, Tried: 0, StoredJson.Write(content.Structure.Marks), StoredJson.Write(content.Structure.Blocks),
        StoredJson.Write(content.Structure.Links), StoredJson.Write(content.Remarks), content.Text, Hashes: string.Empty);

    /// <summary>Whether it is as it was stored.</summary>
    public bool IsWhole(IReadOnlyList<Chunk> chunks) => VersionHashes.Of(this, chunks) == Hashes;

    /// <summary>The version; only of a row that is whole.</summary>
    public DocumentVersion ToVersion(IReadOnlyList<Chunk> chunks)
    {
        var row = new DocumentRow(Id, Workspace, Collection, Key, Version, Title, Published, About, Characters, ChunkCount, LoadedAt, Reading, Tried);
        return new DocumentVersion(row.ToDocument(), Text, DocumentStructure.FromStore(Text, Blocks, Places, Links), chunks) { Remarks = StoredJson.ReadRemarks(Remarks) };
    }
}

internal sealed record ChunkRow(
    string DocumentId,
    long Version,
    long Ordinal,
    long Start,
    long Length,
    long? Page,
    string? Section,
    long? Line,
    long? Slide,
    string? Sheet,
    long? Row,
    long? Paragraph,
    long? Cell,
    string? Time,
    long? ContextStart,
    long? ContextLength)
{
    public const string Select =
        """
        SELECT c.document_id AS DocumentId, c.version, c.ordinal, c.start, c.length, c.page, c.section, c.line, c.slide, c.sheet,
               c.sheet_row AS Row, c.paragraph, c.cell, c.time_stamp AS Time, c.context_start AS ContextStart, c.context_length AS ContextLength
        FROM chunks c
        """;

    public Chunk ToChunk() => new((int)Ordinal, (int)Start, (int)Length, new Place((int?)Page, Section, (int?)Line)
    {
        Slide = (int?)Slide, Sheet = Sheet, Row = (int?)Row, Paragraph = (int?)Paragraph, Cell = (int?)Cell, Time = Time,
    })
    {
        Context = ContextStart is null ? null : new TextRange((int)ContextStart, (int)ContextLength!.Value),
    };
}
