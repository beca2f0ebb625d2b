using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Search;

/// <summary>What was searched.</summary>
/// <param name="Collections">The collections that held anything.</param>
/// <param name="Documents">How many documents they hold.</param>
/// <param name="Chunks">How many chunks.</param>
public sealed record SearchScope(IReadOnlyList<CollectionId> Collections, int Documents, int Chunks);
