using System.Text.Json.Serialization;

namespace ResearchBot.Discord.Payloads;

/// <summary>Discord's JSON. Unknown members are ignored and missing ones are null: Discord adds and leaves out as it likes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(Ready)), JsonSerializable(typeof(Guild)), JsonSerializable(typeof(GuildRole)), JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(Channel)), JsonSerializable(typeof(Message)), JsonSerializable(typeof(Interaction)), JsonSerializable(typeof(OutgoingMessage))]
[JsonSerializable(typeof(InteractionCallback)), JsonSerializable(typeof(NewThread)), JsonSerializable(typeof(NewDirectChannel))]
[JsonSerializable(typeof(GatewayBot)), JsonSerializable(typeof(IReadOnlyList<ApplicationCommand>))]
internal sealed partial class DiscordJson : JsonSerializerContext;
