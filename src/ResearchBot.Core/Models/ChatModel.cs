using Microsoft.Extensions.AI;

namespace ResearchBot.Core.Models;

/// <summary>A language model that this installation may ask.</summary>
/// <param name="Name">For people, logs and telemetry, for example <c>openai gpt-x at api.openai.com</c>; holds no secret.</param>
/// <param name="Client">
/// Safe to call from several threads at once. Each answer has a deadline, and what leaves it as a fault is a
/// <see cref="ModelFaultException"/>; cancellation by the caller stays cancellation.
/// </param>
public sealed record ChatModel(string Name, IChatClient Client)
{
    /// <summary>How many requests it takes at the same time, 1 or more.</summary>
    public int AtOnce { get; init; } = 8;

    /// <summary>How much of it may be used.</summary>
    public ChatBudget Budget { get; init; } = ChatBudget.None;
}
