using System.Text.Json.Serialization;

namespace ResearchBot.Discord.Gateway;

/// <summary>A payload to the gateway.</summary>
/// <param name="Op">What it is.</param>
/// <param name="D">Its data; for a heartbeat the newest sequence or null.</param>
internal sealed record OutgoingPayload<T>(GatewayOpcode Op, T D);

/// <summary>Who begins a session, and what it wants to hear.</summary>
internal sealed record IdentifyData(string Token, int Intents, int[] Shard)
{
    public IReadOnlyDictionary<string, string> Properties { get; } = new Dictionary<string, string>
    {
        ["os"] = Environment.OSVersion.Platform.ToString(),
        ["browser"] = "ResearchBot",
        ["device"] = "ResearchBot",
    };
}

/// <summary>Which session to go on with, and from where.</summary>
internal sealed record ResumeData(string Token, string SessionId, long? Seq);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OutgoingPayload<long?>))]
[JsonSerializable(typeof(OutgoingPayload<IdentifyData>))]
[JsonSerializable(typeof(OutgoingPayload<ResumeData>))]
internal sealed partial class GatewayJson : JsonSerializerContext;
