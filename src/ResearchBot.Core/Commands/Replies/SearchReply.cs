namespace ResearchBot.Core.Commands;

/// <summary>The passages that a search found.</summary>
/// <param name="Results">Best first.</param>
public sealed record SearchReply(IReadOnlyList<SearchHit> Results) : Reply;
