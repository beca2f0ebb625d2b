namespace ResearchBot.Core.Embeddings;

/// <summary>How far the vectors of a model are.</summary>
/// <param name="Done">Chunks that were looked at, with or without a vector.</param>
/// <param name="Total">Chunks that can be searched.</param>
/// <param name="Vectors">Chunks that have a vector; the others of <paramref name="Done"/> are in languages that the model does not know.</param>
public sealed record EmbeddingProgress(long Done, long Total, long Vectors)
{
    /// <summary>Whether no chunk lacks anything.</summary>
    public bool IsComplete => Done >= Total;
}
