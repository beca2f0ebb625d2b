using ResearchBot.Core.Text;

namespace ResearchBot.Core.Documents;

/// <summary>A document at one version, without its text.</summary>
/// <param name="Id">Opaque, stable over versions.</param>
/// <param name="Key">Unique in its collection; for a file its path relative to the loaded root, with forward slashes.</param>
/// <param name="Version">From 1, incremented by each change.</param>
/// <param name="Title">Stated by the document, else its file name.</param>
/// <param name="Published">ISO date as precise as stated (2026, 2026-01 or 2026-01-02), else null.</param>
/// <param name="About">Further facts that the document states about itself or its source, such as author and outlet.</param>
public sealed record Document(
    string Id,
    CollectionId Collection,
    string Key,
    int Version,
    string Title,
    string? Published,
    IReadOnlyDictionary<string, string> About);

/// <summary>The stored state of a document key, with its newest version.</summary>
/// <param name="Root">See <see cref="NewVersion.Root"/>.</param>
public sealed record DocumentState(string Id, string Key, string Root, int Version, string ContentHash, int Chunks, long? RemovedAt, string Collection)
{
    public bool Removed => RemovedAt is not null;

    /// <summary>The highest version that it ever had.</summary>
    public int LastVersion { get; init; } = Version;
}

/// <summary>A row of the document list. Characters is the length of the stored text in UTF-16 code units.</summary>
public sealed record DocumentSummary(Document Document, int Chunks, int Characters, DateTimeOffset LoadedAt)
{
    /// <summary>Whether an older version of the program read it, and it could not be read anew for lack of its file.</summary>
    public bool IsOutdated { get; init; }
}

/// <summary>A run of whole blocks, or of whole sentences of a long block, of a document version, the unit of search. Offset and length are in UTF-16 code units.</summary>
public sealed record Chunk(int Ordinal, int Start, int Length, Place Place)
{
    /// <summary>A range of the text before the chunk whose words count for it in search: the header of a table, the lead-in of a list, the question
    /// of an answer; null if there is none.</summary>
    public TextRange? Context { get; init; }
}
