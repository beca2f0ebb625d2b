namespace ResearchBot.Core.Models;

/// <summary>A language model that gave no answer, or none that can be used.</summary>
/// <param name="message">May be shown to a person: what is wrong and what to do. Holds no secret, nothing of the question and nothing that the endpoint wrote.</param>
/// <param name="retryAfter">How long the model should not be asked; null where nobody knows.</param>
/// <param name="innerException">What happened, for the log.</param>
public sealed class ModelFaultException(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>See the constructor.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>In the words of the endpoint or the network, on one line and without the key; null where there are none. For the operator and the log, never for a chat.</summary>
    public string? Details { get; init; }
}
