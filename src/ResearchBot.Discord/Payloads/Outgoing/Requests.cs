namespace ResearchBot.Discord.Payloads;

/// <summary>A thread to be begun.</summary>
internal sealed record NewThread(string Name, int AutoArchiveDuration);

/// <summary>A direct channel to be opened.</summary>
internal sealed record NewDirectChannel(string RecipientId);

/// <summary>What Discord says about connecting.</summary>
internal sealed record GatewayBot(string Url, int Shards, SessionStartLimit? SessionStartLimit);

/// <summary>How many sessions may be begun.</summary>
internal sealed record SessionStartLimit(int Total, int Remaining, double ResetAfter, int MaxConcurrency);
