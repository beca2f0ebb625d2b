using System.Text.Json;

namespace ResearchBot.Slack.Payloads;

/// <summary>The wrapper of an event. Of every payload only what the bot needs is read; anything may be missing.</summary>
/// <param name="Type">event_callback; or app_rate_limited, which has no event.</param>
/// <param name="EventId">The same when Slack sends it again.</param>
/// <param name="EventTime">When it happened, in unix seconds.</param>
/// <param name="TeamId">The team that the app is installed in.</param>
/// <param name="EnterpriseId">Its enterprise; null where it has none.</param>
/// <param name="ApiAppId">The app.</param>
/// <param name="ContextTeamId">The team that the channel belongs to.</param>
/// <param name="IsExtSharedChannel">Whether people of other companies read along.</param>
/// <param name="Event">The event; its shape depends on its type.</param>
internal sealed record EventCallback(
    string? Type, string? EventId, long? EventTime, string? TeamId, string? EnterpriseId, string? ApiAppId, string? ContextTeamId, bool IsExtSharedChannel, JsonElement Event)
{
    /// <summary>The event's type; empty where there is none.</summary>
    public string EventType =>
        Event.ValueKind == JsonValueKind.Object && Event.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : string.Empty;

    /// <summary>The event, where it is one that the bot reads and has its shape.</summary>
    public SlackEvent? Read() => SlackJson.TryRead(Event, SlackJson.Default.SlackEvent);
}
