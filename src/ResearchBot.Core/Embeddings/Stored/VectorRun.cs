namespace ResearchBot.Core.Embeddings;

/// <summary>The vectors of neighbouring chunks of one document version, by one model.</summary>
/// <param name="Sequence">Its number in the sequence of vectors; 0 before it is stored.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Version">Its version.</param>
/// <param name="Model">See <see cref="EmbeddingModel.Id"/>.</param>
/// <param name="FirstChunk">Ordinal of the first chunk.</param>
/// <param name="Present">One entry for each chunk from the first on: whether it has a vector.</param>
/// <param name="Dimensions">Length of a vector; 0 where no chunk has one.</param>
/// <param name="Rows">The vectors of the chunks that have one, in their order, contiguous, of unit length.</param>
public sealed record VectorRun(
    long Sequence, string DocumentId, int Version, string Model, int FirstChunk, IReadOnlyList<bool> Present, int Dimensions, float[] Rows);
