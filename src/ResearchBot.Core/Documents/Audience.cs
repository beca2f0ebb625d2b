namespace ResearchBot.Core.Documents;

/// <summary>Who will read a reply.</summary>
/// <param name="Workspace">The tenant.</param>
/// <param name="Channel">The channel that it appears in; null where there is none, as in a direct message or on the console.</param>
/// <param name="Person">The one reader of a private reply; null where everybody in the channel reads it.</param>
/// <param name="Groups">That reader's roles and user groups on the platform; empty where everybody reads it.</param>
public sealed record Audience(string Workspace, string? Channel, string? Person, IReadOnlyList<string> Groups)
{
    /// <summary>Whether that reader runs the program, and so may read all of the workspace.</summary>
    public bool IsOwner { get; init; }
}

/// <summary>The collections that an audience may read. What is outside of it counts as missing.</summary>
/// <param name="Collections">By workspace and name.</param>
public sealed record ReadScope(IReadOnlyList<CollectionId> Collections)
{
    /// <summary>What is left out of searches and answers all the same.</summary>
    public IReadOnlyList<WithdrawnPassage> Withdrawn { get; init; } = [];

    /// <summary>For SQL: a workspace and a collection name in one text. Neither holds a slash.</summary>
    internal SqlList<string> Keys => new("readable", [.. Collections.Select(id => $"{id.Workspace}/{id.Name}")]);
}
