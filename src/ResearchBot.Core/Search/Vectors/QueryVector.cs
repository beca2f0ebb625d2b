namespace ResearchBot.Core.Search.Vectors;

/// <summary>A question as a vector.</summary>
/// <param name="Model">What made it; only vectors of the same model are compared with it.</param>
/// <param name="Values">Of unit length.</param>
/// <param name="Share">What meaning counts of a chunk's score at most, 0 to 1; words count the rest.</param>
public sealed record QueryVector(string Model, ReadOnlyMemory<float> Values, float Share);
