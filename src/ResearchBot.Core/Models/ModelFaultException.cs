namespace ResearchBot.Core.Models;

/// <summary>A language model that gave no answer, or none that can be used.</summary>
/// <param name="message">May be shown to a person: what is wrong and what to do. Holds no secret and nothing of the question.</param>
/// <param name="retryAfter">How long the model should not be asked; null where nobody knows.</param>
/// <param name="innerException">What happened, for the log.</param>
public sealed class ModelFaultException(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>See the constructor.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
