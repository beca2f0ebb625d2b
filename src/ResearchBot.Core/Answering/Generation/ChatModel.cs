using Microsoft.SemanticKernel;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>A language model that this installation may ask.</summary>
/// <param name="Name">For people, logs and telemetry, for example <c>openai gpt-x at api.openai.com</c>; holds no secret.</param>
/// <param name="Kernel">Where prompts meet the model. Safe to use from several threads at once. Each answer has a deadline, and every fault of the
/// model arrives as a <see cref="ModelFaultException"/>; cancellation by the caller stays cancellation.</param>
public sealed record ChatModel(string Name, Kernel Kernel);

/// <summary>Whether this installation has a language model, by its settings.</summary>
/// <param name="Model">The model; null if there is none, and answers are put together from the documents' own sentences.</param>
/// <param name="WhyOff">If there is none: what to set. May be shown.</param>
public sealed record ChatSetup(ChatModel? Model, string? WhyOff = null);

/// <summary>A language model that gave no answer, or none that can be used.</summary>
/// <param name="message">May be shown to a person: what is wrong and what to do. Holds no secret, nothing of the question and nothing that the endpoint wrote.</param>
/// <param name="retryAfter">How long the model should not be asked; null if nobody knows.</param>
/// <param name="innerException">What happened, for the log.</param>
public sealed class ModelFaultException(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>How long the model should not be asked; null if nobody knows.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>What the endpoint or the network said, on one line and without the key; null if nothing. For the operator and the log, never for a chat.</summary>
    public string? Details { get; init; }
}
