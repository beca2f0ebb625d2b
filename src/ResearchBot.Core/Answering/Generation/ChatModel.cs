using Microsoft.SemanticKernel;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>A language model that this installation may ask.</summary>
/// <param name="Name">For display, logs and telemetry, for example <c>openai gpt-x at api.openai.com</c>; contains no secret.</param>
/// <param name="Kernel">Thread-safe. Each answer has a deadline, and every fault arrives as a <see cref="ModelFaultException"/>; cancellation by the caller
/// stays cancellation.</param>
public sealed record ChatModel(string Name, Kernel Kernel);

/// <summary>The language model of this installation; if there is none, what to configure, which may be shown.</summary>
public sealed record ChatSetup(ChatModel? Model, string? WhyOff = null);

/// <summary>A language model gave no usable answer. The message may be shown; it contains no secret, nothing of the question and nothing the endpoint
/// wrote.</summary>
public sealed class ModelFaultException(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>What the endpoint or network reported, on one line and without the key; for the operator and the log, never for a chat.</summary>
    public string? Details { get; init; }
}
