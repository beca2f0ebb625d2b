namespace ResearchBot.Models.Chat.Http;

/// <summary>A request that got no answer, or a refusal in place of one. Nothing of an answer has been received.</summary>
internal sealed class EndpointFault(int? status, string words, TimeSpan? retryAfter = null, bool isTls = false) : Exception(words)
{
    /// <summary>Of the refusal; null where nobody answered.</summary>
    public int? Status { get; } = status;

    /// <summary>What the endpoint or the network says; may hold anything, the key too.</summary>
    public string Words { get; } = words;

    /// <summary>How long the endpoint asks not to be called; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether it failed because nobody can be sure who answers.</summary>
    public bool IsTls { get; } = isTls;

    /// <summary>Whether the same request may succeed in a moment.</summary>
    public bool MayPass => Status is null ? !IsTls : Status is 408 or 429 or >= 500;
}
