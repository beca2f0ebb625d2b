namespace ResearchBot.Core.Documents;

/// <summary>The readers of a reply.</summary>
/// <param name="Channel">The channel it appears in; null if there is none, as in a direct message or on the console.</param>
/// <param name="Person">The only reader of a private reply; null if everybody in the channel reads it.</param>
/// <param name="Groups">That reader's roles and user groups on the platform; empty if everybody reads it.</param>
public sealed record Audience(string Workspace, string? Channel, string? Person, IReadOnlyList<string> Groups)
{
    /// <summary>Whether that reader runs the program and may read the whole workspace.</summary>
    public bool IsOwner { get; init; }
}

/// <summary>How a person belongs to the organisation that a workspace is of; a later one is farther from it.</summary>
public enum Affiliation
{
    Member,

    /// <summary>Let in by the organisation, but not one of its members.</summary>
    Guest,

    /// <summary>Of another organisation, in a channel that both share.</summary>
    External,
}

/// <summary>The collections that an audience may read. Everything else counts as missing.</summary>
public sealed record ReadScope(IReadOnlyList<CollectionId> Collections)
{
    /// <summary>Passages in them that are excluded all the same.</summary>
    public IReadOnlyList<WithdrawnPassage> Withdrawn { get; init; } = [];

    /// <summary>The collections that it may not read only because guests or people of other organisations belong to it.</summary>
    public IReadOnlyList<CollectionId> LeftOut { get; init; } = [];

    /// <summary>Workspace and collection name as one text for SQL. Neither contains a slash.</summary>
    internal SqlList<string> Keys => new("readable", [.. Collections.Select(id => $"{id.Workspace}/{id.Name}")]);
}
