namespace ResearchBot.FakeSlack.Control;

internal enum ApiFaultKind
{
    RateLimited,
    Error,
    HtmlBeforeWork,
    HtmlAfterWork,
    ResetBeforeWork,
    ResetAfterWork,
    CutBody,
    SlowBody,
    ForeignBody,
}

/// <summary>What happens to one call of a method whose name contains <paramref name="Method"/>.</summary>
internal sealed record ApiFault(ApiFaultKind Kind, string Method)
{
    public int Status { get; init; } = 503;

    /// <summary>The error's name, or the foreign body.</summary>
    public string Text { get; init; } = "";

    public TimeSpan Wait { get; init; }
}
