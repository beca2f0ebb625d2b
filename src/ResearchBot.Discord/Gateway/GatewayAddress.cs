namespace ResearchBot.Discord.Gateway;

/// <summary>What Discord says about connecting.</summary>
/// <param name="Url">Where new sessions begin.</param>
/// <param name="Shards">How many connections it recommends.</param>
/// <param name="Remaining">How many sessions may still be begun.</param>
/// <param name="ResetAfter">When that number is full again.</param>
/// <param name="AtOnce">How many shards may identify within five seconds.</param>
internal sealed record GatewayAddress(Uri Url, int Shards, int Remaining, TimeSpan ResetAfter, int AtOnce);
