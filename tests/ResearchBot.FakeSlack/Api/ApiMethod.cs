namespace ResearchBot.FakeSlack.Api;

/// <summary>One method: what it needs, how often it may be called in a minute (0: unlimited) and what it does inside the world's gate.</summary>
internal sealed record ApiMethod(string Name, string Scope, int PerMinute, Func<ApiCall, JsonObject> Do)
{
    public bool TakesAppToken { get; init; }
}
