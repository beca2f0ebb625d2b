namespace ResearchBot.FakeSlack.HttpMode;

/// <summary>One request to the app in HTTP mode and what it answered; no status means that no answer came.</summary>
public sealed record SentRequest(string Url, string ContentType, string Body, string? Stamp, string? Signature, int RetryNumber, string? RetryReason)
{
    public int? Status { get; internal set; }

    public string Answer { get; internal set; } = "";

    public bool StopsRetries { get; internal set; }

    public TimeSpan Took { get; internal set; }
}

/// <summary>Where the app wants its requests.</summary>
public sealed record RequestUrls(string Events, string Commands, string Interactivity);

public enum SignatureKind
{
    Right,

    /// <summary>Made with another secret.</summary>
    Forged,

    /// <summary>Right, but of a body that was changed afterwards.</summary>
    OtherBody,

    /// <summary>Right, 301 s old.</summary>
    Stale,

    /// <summary>Right, 301 s ahead.</summary>
    Future,

    /// <summary>v1= in place of v0=.</summary>
    OtherVersion,

    Missing,
    MissingStamp,
    GarbledStamp,
}
