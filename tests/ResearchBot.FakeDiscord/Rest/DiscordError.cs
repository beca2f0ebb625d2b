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

/// <summary>Collects the errors of a form (50035) under their dotted paths.</summary>
internal sealed class FormErrors
{
    private readonly JsonObject _errors = [];

    public void Add(string path, string code, string message)
    {
        var at = _errors;
        foreach (var part in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (at[part] is not JsonObject next)
            {
                at[part] = next = [];
            }

            at = next;
        }

        if (at["_errors"] is not JsonArray list)
        {
            at["_errors"] = list = [];
        }

        list.Add(new JsonObject { ["code"] = code, ["message"] = message });
    }

    /// <summary>Wants a text of this many characters, counted in UTF-16 units: the strictest way in which clients count.</summary>
    public void Length(string path, string? text, int least, int most)
    {
        if (string.IsNullOrEmpty(text) && least > 0)
        {
            Add(path, "BASE_TYPE_REQUIRED", "This field is required");
        }
        else if (text is not null && (text.Length < least || text.Length > most))
        {
            Add(path, "BASE_TYPE_BAD_LENGTH", $"Must be between {least} and {most} in length.");
        }
    }

    public void Count(string path, int count, int least, int most)
    {
        if (count < least || count > most)
        {
            Add(path, "BASE_TYPE_BAD_LENGTH", $"Must be between {least} and {most} in length.");
        }
    }

    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new DiscordError(400, 50035, "Invalid Form Body", _errors);
        }
    }
}
