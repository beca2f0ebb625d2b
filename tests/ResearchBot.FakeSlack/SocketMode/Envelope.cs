namespace ResearchBot.FakeSlack.SocketMode;

/// <summary>One attempt to deliver something by a socket.</summary>
public sealed class Envelope(string id, string type, JsonObject payload, bool acceptsResponse)
{
    public string Id => id;

    /// <summary>events_api, slash_commands or interactive.</summary>
    public string Type => type;

    public JsonObject Payload => payload;

    public bool AcceptsResponse => acceptsResponse;

    /// <summary>The same in every attempt.</summary>
    public string? EventId => payload.Text("event_id");

    public int RetryAttempt { get; init; }

    public string? RetryReason { get; init; }

    /// <summary>The number of the socket that carried it; none if there was no live one.</summary>
    public int? Socket { get; internal set; }

    /// <summary>From sending to acknowledgement by the clock.</summary>
    public TimeSpan? AckedAfter { get; internal set; }

    public JsonNode? Response { get; internal set; }

    /// <summary>No acknowledgement came in time.</summary>
    public bool TimedOut { get; internal set; }

    internal long SentAt { get; set; }

    /// <summary>Called once in the world's gate: with what the acknowledgement carried, or with an error's name.</summary>
    internal Action<JsonNode?, string?>? Done { get; init; }

    internal JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["envelope_id"] = id,
            ["type"] = type,
            ["payload"] = payload.DeepClone(),
            ["accepts_response_payload"] = acceptsResponse,
        };
        if (type == "events_api")
        {
            json["retry_attempt"] = RetryAttempt;
            json["retry_reason"] = RetryReason ?? "";
        }

        return json;
    }
}
