namespace ResearchBot.FakeSlack.Control;

/// <summary>One answered call; error is Slack's, html or reset.</summary>
public sealed record ApiRequest(string Method, string HttpMethod, string ContentType, string Scope, int Status, string? Error, JsonObject Arguments, DateTimeOffset At);

public sealed record SocketCount(DateTimeOffset At, int Live);

/// <summary>What assistant.threads.setStatus showed.</summary>
public sealed record ThreadStatus(string ChannelId, string ThreadTs, string Status, DateTimeOffset At);

public sealed record PostedReaction(string ChannelId, string Ts, string Name, bool Removed);
