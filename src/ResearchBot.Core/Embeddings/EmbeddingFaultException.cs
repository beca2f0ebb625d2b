namespace ResearchBot.Core.Embeddings;

/// <summary>A model that gave no vectors, or none that can be used.</summary>
/// <param name="message">May be shown: what is wrong and what to do.</param>
/// <param name="retryAfter">How long the endpoint asks not to be called; null where it does not say.</param>
/// <param name="innerException">What happened, for the log.</param>
public sealed class EmbeddingFaultException(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>See the constructor.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
