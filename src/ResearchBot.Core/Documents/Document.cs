namespace ResearchBot.Core.Documents;

/// <summary>One document at one version, without its text: what a list and a citation show.</summary>
/// <param name="Id">Opaque and stable over versions.</param>
/// <param name="Collection">Where it lives.</param>
/// <param name="Key">Unique in its collection; for a file its path relative to the loaded root, with forward slashes.</param>
/// <param name="Version">1 for the first content, counted up by each change.</param>
/// <param name="Title">Stated by the document, else its file name.</param>
/// <param name="Published">ISO date as far as the document states it (2026, 2026-01 or 2026-01-02), else null.</param>
/// <param name="About">Further facts that the document states about itself or its source, such as author and outlet.</param>
public sealed record Document(
    string Id,
    CollectionId Collection,
    string Key,
    int Version,
    string Title,
    string? Published,
    IReadOnlyDictionary<string, string> About);

/// <summary>What the store knows of a key.</summary>
/// <param name="Id">The document.</param>
/// <param name="Key">See <see cref="Document.Key"/>.</param>
/// <param name="Root">See <see cref="NewVersion.Root"/>.</param>
/// <param name="Version">Its newest version.</param>
/// <param name="ContentHash">Of that version.</param>
/// <param name="Chunks">Of that version.</param>
/// <param name="Removed">Whether somebody removed it.</param>
/// <param name="Collection">The name of the collection that it is in now.</param>
public sealed record DocumentState(string Id, string Key, string Root, int Version, string ContentHash, int Chunks, bool Removed, string Collection);

/// <summary>A row of the document list.</summary>
/// <param name="Document">The current version.</param>
/// <param name="Chunks">How many chunks it has.</param>
/// <param name="Characters">Length of its stored text in UTF-16 code units.</param>
/// <param name="LoadedAt">When this version was stored.</param>
public sealed record DocumentSummary(Document Document, int Chunks, int Characters, DateTimeOffset LoadedAt);
