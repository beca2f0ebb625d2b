using ResearchBot.FakeSlack.Interactions;
using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.SocketMode;

namespace ResearchBot.FakeSlack.Control;

/// <summary>The record as JSON.</summary>
internal static class ControlRecord
{
    public static JsonObject Of(FakeSlackServer server)
    {
        var record = server.Record;
        return new JsonObject
        {
            ["live_sockets"] = server.Sockets.Live.Count,
            ["times_without_socket"] = record.TimesWithoutSocket,
            ["late_acks"] = record.LateAcks,
            ["stray_acks"] = record.StrayAcks,
            ["rate_limited"] = record.RateLimited,
            ["rate_limit_violations"] = record.RateLimitViolations,
            ["rule_errors"] = record.RuleErrors.ToJson(),
            ["envelopes"] = record.Envelopes.Select(Of).ToJson(),
            ["messages"] = record.Messages.Select(Of).ToJson(),
            ["interactions"] = record.Interactions.Select(Of).ToJson(),
        };
    }

    private static JsonObject Of(Envelope envelope) => new()
    {
        ["envelope_id"] = envelope.Id,
        ["type"] = envelope.Type,
        ["event_id"] = envelope.EventId,
        ["retry_attempt"] = envelope.RetryAttempt,
        ["socket"] = envelope.Socket,
        ["acked_after_ms"] = envelope.AckedAfter?.TotalMilliseconds,
        ["response"] = envelope.Response?.DeepClone(),
    };

    private static JsonObject Of(StoredMessage message) => new()
    {
        ["ts"] = message.Ts,
        ["channel"] = message.ChannelId,
        ["thread_ts"] = message.ThreadTs,
        ["seen_by"] = message.SeenBy,
        ["shown"] = message.Shown,
        ["deleted"] = message.Deleted,
        ["pings"] = message.Pings.ToJson(),
        ["links"] = message.Links.ToJson(),
        ["unfurls"] = message.Unfurls.ToJson(),
        ["files"] = message.Files.Select(file => file.Name).ToJson(),
    };

    private static JsonObject Of(Interaction interaction) => new()
    {
        ["id"] = interaction.TriggerId,
        ["kind"] = interaction.Kind,
        ["answered"] = interaction.Answered,
        ["error"] = interaction.Error,
        ["reply"] = interaction.Reply?.Ts,
        ["view"] = interaction.View?.Id,
        ["view_open"] = interaction.View?.IsOpen,
        ["on_open"] = interaction.On?.IsOpen,
        ["on_errors"] = new JsonObject((interaction.On?.Errors ?? new Dictionary<string, string>()).Select(error => KeyValuePair.Create(error.Key, (JsonNode?)error.Value))),
    };
}
