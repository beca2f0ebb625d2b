namespace ResearchBot.Core.Search.Vectors;

/// <summary>A question as a vector.</summary>
/// <param name="Model">What made it; only vectors of the same model are compared with it.</param>
/// <param name="Values">Of unit length.</param>
public sealed record QueryVector(string Model, ReadOnlyMemory<float> Values);
