namespace ResearchBot.Core.Documents;

internal sealed record DocumentStateRow(string Id, string Key, long Version, string ContentHash, long ChunkCount, long? RemovedAt)
{
    public const string Select =
        """
        SELECT d.id, d.key, v.version, v.content_hash AS ContentHash, v.chunk_count AS ChunkCount, d.removed_at AS RemovedAt
        FROM documents d JOIN versions v ON v.document_id = d.id AND v.version = d.current_version
        WHERE d.workspace = @Workspace AND d.collection = @Name
        """;

    public DocumentState ToState() => new(Id, Key, (int)Version, ContentHash, (int)ChunkCount, RemovedAt is not null);
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
    string Places,
    string Text)
{
    /// <summary>Without its text. A row of constants instead would have no types where a query finds nothing.</summary>
    public DocumentRow(
        string id, string workspace, string collection, string key, long version, string title, string? published, string about,
        long characters, long chunkCount, long loadedAt)
        : this(id, workspace, collection, key, version, title, published, about, characters, chunkCount, loadedAt, string.Empty, string.Empty)
    {
    }

    private const string Columns =
        """
        SELECT d.id, d.workspace, d.collection, d.key, v.version, v.title, v.published, v.about,
               v.characters, v.chunk_count AS ChunkCount, v.loaded_at AS LoadedAt
        """;

    /// <summary>The current version of each document, without its text.</summary>
    public const string Select =
        Columns + " FROM documents d JOIN versions v ON v.document_id = d.id AND v.version = d.current_version";

    /// <summary>Every version, with its text.</summary>
    public const string SelectVersion =
        Columns + ", v.places, v.text FROM documents d JOIN versions v ON v.document_id = d.id";

    public Document ToDocument() =>
        new(Id, new CollectionId(Workspace, Collection), Key, (int)Version, Title, Published, StoredJson.ReadAbout(About));

    public DocumentSummary ToSummary() =>
        new(ToDocument(), (int)ChunkCount, (int)Characters, DateTimeOffset.FromUnixTimeMilliseconds(LoadedAt));

    public DocumentVersion ToVersion(IReadOnlyList<Chunk> chunks) =>
        new(ToDocument(), Text, new PlaceMap(Text, StoredJson.ReadPlaces(Places)), chunks);
}

internal sealed record ChunkRow(
    string DocumentId, long Version, long Ordinal, long Start, long Length, long? Page, string? Section, long? Line)
{
    public const string Select =
        "SELECT c.document_id AS DocumentId, c.version, c.ordinal, c.start, c.length, c.page, c.section, c.line FROM chunks c";

    public Chunk ToChunk() => new((int)Ordinal, (int)Start, (int)Length, new Place((int?)Page, Section, (int?)Line));
}
