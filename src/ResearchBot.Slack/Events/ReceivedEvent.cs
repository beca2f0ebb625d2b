namespace ResearchBot.Slack.Events;

/// <summary>What an event came with.</summary>
/// <param name="Id">Slack's id of it, the same when Slack sends it again; null where it has none.</param>
/// <param name="Team">The team.</param>
/// <param name="Payload">As it came, to run it again after a crash.</param>
internal sealed record ReceivedEvent(string? Id, string Team, string Payload);
