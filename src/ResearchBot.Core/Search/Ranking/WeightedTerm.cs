namespace ResearchBot.Core.Search;

/// <summary>A word of a question with what it weighs in the searched collections.</summary>
/// <param name="Query">The word.</param>
/// <param name="Chunks">In how many chunks it stands; 0 when it was not found.</param>
/// <param name="HasRelated">Whether a word that is used for it was found.</param>
/// <param name="Weight">Its inverse document frequency, in nats.</param>
public readonly record struct WeightedTerm(QueryTerm Query, int Chunks, bool HasRelated, float Weight);
