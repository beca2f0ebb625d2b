namespace ResearchBot.Core.Embeddings;

/// <summary>How texts are handed to a model.</summary>
/// <param name="Texts">The most texts of one batch. A batch is also the least that is kept when the work is cut off.</param>
/// <param name="Characters">The most UTF-16 code units of one batch; a single text may have more.</param>
/// <param name="Workers">How many batches are under way at once.</param>
public sealed record EmbeddingLimits(int Texts, int Characters, int Workers)
{
    /// <summary>For an encoder that computes in this process: small batches, one for each processor.</summary>
    public static EmbeddingLimits Local { get; } = new(16, 64_000, Environment.ProcessorCount);
}
