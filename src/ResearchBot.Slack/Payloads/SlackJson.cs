using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ResearchBot.Slack.Payloads;

/// <summary>Slack's JSON. Unknown members are ignored and missing ones are null: Slack adds and leaves out as it likes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(EventCallback)), JsonSerializable(typeof(SlackEvent)), JsonSerializable(typeof(SlashCommand))]
[JsonSerializable(typeof(Interaction)), JsonSerializable(typeof(OpenedConnection)), JsonSerializable(typeof(Identity))]
[JsonSerializable(typeof(PostedMessage)), JsonSerializable(typeof(FoundChannel)), JsonSerializable(typeof(FoundUser))]
[JsonSerializable(typeof(FoundFile)), JsonSerializable(typeof(UploadAddress)), JsonSerializable(typeof(MessagePage))]
[JsonSerializable(typeof(GroupList)), JsonSerializable(typeof(MessageArguments))]
[JsonSerializable(typeof(MessageName)), JsonSerializable(typeof(StatusArguments)), JsonSerializable(typeof(ReactionArguments)), JsonSerializable(typeof(ViewArguments))]
[JsonSerializable(typeof(CompleteUpload)), JsonSerializable(typeof(FormOrigin)), JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(ResponseMessage))]
internal sealed partial class SlackJson : JsonSerializerContext
{
    public static T? TryRead<T>(JsonElement payload, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return payload.ValueKind == JsonValueKind.Object ? payload.Deserialize(type) : null;
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
