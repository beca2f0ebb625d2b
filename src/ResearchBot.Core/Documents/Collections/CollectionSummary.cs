namespace ResearchBot.Core.Documents;

/// <summary>A row of the list of collections.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Documents">How many of its documents are in search.</param>
public sealed record CollectionSummary(CollectionId Collection, int Documents);
