namespace ResearchBot.FakeDiscord.Limits;

/// <summary>What the rate-limit headers of an answer say.</summary>
internal sealed record BucketState(
    string Bucket, int Limit, int Remaining, DateTimeOffset Reset, TimeSpan ResetAfter, bool Refused, bool Global)
{
    public string Key { get; init; } = "";
}
