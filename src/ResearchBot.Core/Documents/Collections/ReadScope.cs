namespace ResearchBot.Core.Documents;

/// <summary>The collections that an audience may read. What is outside of it counts as missing.</summary>
/// <param name="Collections">By workspace and name.</param>
public sealed record ReadScope(IReadOnlyList<CollectionId> Collections)
{
    /// <summary>What is left out of searches and answers all the same.</summary>
    public IReadOnlyList<WithdrawnPassage> Withdrawn { get; init; } = [];

    /// <summary>For SQL: a workspace and a collection name in one text. Neither holds a slash.</summary>
    internal SqlList<string> Keys => new("readable", [.. Collections.Select(id => $"{id.Workspace}/{id.Name}")]);
}
