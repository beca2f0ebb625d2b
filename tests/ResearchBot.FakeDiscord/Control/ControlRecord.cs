using ResearchBot.FakeDiscord.Interactions;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.FakeDiscord.Control;

/// <summary>The record as JSON.</summary>
internal static class ControlRecord
{
    public static JsonObject Of(FakeDiscordServer server)
    {
        var record = server.Record;
        return new JsonObject
        {
            ["identifies"] = record.Identifies.Count,
            ["resumes"] = record.Resumes.Count,
            ["heartbeats"] = record.Heartbeats,
            ["heartbeats_missed"] = record.HeartbeatsMissed,
            ["rate_limited"] = record.RateLimited,
            ["rate_limit_violations"] = record.RateLimitViolations,
            ["limit_errors"] = record.LimitErrors.ToJson(),
            ["messages"] = record.Messages.Select(Of).ToJson(),
            ["interactions"] = record.Interactions.Select(Of).ToJson(),
        };
    }

    public static JsonObject Of(Interaction interaction) => new()
    {
        ["id"] = interaction.Id,
        ["type"] = interaction.Type,
        ["callback"] = interaction.Callback,
        ["acknowledged_after_ms"] = interaction.AcknowledgedAfter?.TotalMilliseconds,
        ["choices"] = interaction.Choices?.DeepClone(),
        ["modal"] = interaction.Modal?.DeepClone(),
        ["original"] = interaction.Original is { } message ? Of(message) : null,
    };

    private static JsonObject Of(StoredMessage message) => new()
    {
        ["id"] = message.Id,
        ["channel_id"] = message.ChannelId,
        ["text"] = message.Text,
        ["flags"] = (int)message.Flags,
        ["deleted"] = message.Deleted,
        ["pings"] = message.Pings.ToJson(),
        ["previews"] = message.Previews.ToJson(),
        ["attachments"] = message.Attachments.Select(file => file.Name).ToJson(),
    };
}
