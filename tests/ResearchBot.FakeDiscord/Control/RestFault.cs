namespace ResearchBot.FakeDiscord.Control;

internal enum RestFaultKind
{
    TooManyRequests,
    CloudflareBlock,
    ErrorBeforeWork,
    ErrorAfterWork,
    ResetBeforeWork,
    ResetAfterWork,
    UnknownInteraction,
    AlreadyAcknowledged,
}

/// <summary>What happens to one request whose "METHOD template" contains the route.</summary>
internal sealed record RestFault(RestFaultKind Kind, string Route)
{
    public int Status { get; init; } = 502;

    public string Scope { get; init; } = "user";

    public double RetryAfter { get; init; }

    public bool WithBody { get; init; } = true;
}
