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
