using ResearchBot.Core.Documents.Places;

namespace ResearchBot.Core.Documents;

/// <summary>Content on its way into the store.</summary>
/// <param name="Collection">Created when it does not exist.</param>
/// <param name="Key">See <see cref="Document.Key"/>.</param>
/// <param name="Root">What it was loaded from, for example the folder's full path; tells which documents a later load of the same root misses.</param>
/// <param name="ContentHash">Equal for equal content read in the same way.</param>
/// <param name="Title">See <see cref="Document.Title"/>.</param>
/// <param name="Published">See <see cref="Document.Published"/>.</param>
/// <param name="About">See <see cref="Document.About"/>.</param>
/// <param name="Text">See <see cref="DocumentVersion.Text"/>.</param>
/// <param name="Places">See <see cref="PlaceMap"/>.</param>
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
    IReadOnlyList<PlaceMark> Places,
    IReadOnlyList<Chunk> Chunks);
