using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Search;

/// <summary>
/// What may be searched. Only these collections' segments are opened and only their figures weigh the terms, so nothing
/// outside of it can show in a result, not even by a score.
/// </summary>
/// <param name="Collections">The collections that the audience may read.</param>
public sealed record SearchFilter(IReadOnlyCollection<CollectionId> Collections)
{
    /// <summary>Chunks that hold any part of these count as little as a removed document's.</summary>
    public IReadOnlyList<WithdrawnPassage> Withdrawn { get; init; } = [];
}
