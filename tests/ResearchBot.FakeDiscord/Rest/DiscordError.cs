namespace ResearchBot.FakeDiscord.Rest;

/// <summary>A refusal as Discord words it: status, code, message and, for forms, the nested errors.</summary>
internal sealed class DiscordError(int status, int code, string message, JsonObject? errors = null) : Exception(message)
{
    public int Status => status;

    public int Code => code;

    public JsonObject? Errors => errors;

    public static DiscordError Unauthorized => new(401, 0, "401: Unauthorized");

    public static DiscordError UnknownChannel => new(404, 10003, "Unknown Channel");

    public static DiscordError UnknownMessage => new(404, 10008, "Unknown Message");

    public static DiscordError UnknownWebhook => new(404, 10015, "Unknown Webhook");

    public static DiscordError UnknownInteraction => new(404, 10062, "Unknown interaction");

    public static DiscordError AlreadyAcknowledged => new(400, 40060, "Interaction has already been acknowledged.");

    public static DiscordError InvalidWebhookToken => new(401, 50027, "Invalid Webhook Token");

    public static DiscordError MissingAccess => new(403, 50001, "Missing Access");

    public static DiscordError MissingPermissions => new(403, 50013, "Missing Permissions");

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["message"] = Message, ["code"] = code };
        if (errors is not null)
        {
            json["errors"] = errors.DeepClone();
        }

        return json;
    }
}
