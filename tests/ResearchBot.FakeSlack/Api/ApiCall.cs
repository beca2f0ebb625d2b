using Microsoft.AspNetCore.Http;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Api;

/// <summary>The arguments of a call, whether they came in the query, a form or JSON.</summary>
internal sealed class ApiCall(World world, Team team, JsonObject arguments)
{
    public Team Team => team;

    public JsonObject Arguments => arguments;

    public string? Text(string name) => arguments.Field(name) is JsonValue value ? value.ToString() : null;

    public int? Number(string name) => (int?)arguments.Number(name);

    public bool? Switch(string name) => arguments.Switch(name);

    public string Need(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw new ApiError("invalid_arguments", $"[ERROR] missing required field: {name}");

    /// <summary>A structure, as such or as JSON in a string; nothing if it is not there.</summary>
    public JsonNode? Json(string name, string error)
    {
        var node = arguments.Field(name);
        if (node is not JsonValue value)
        {
            return node?.DeepClone();
        }

        var text = value.ToString();
        return text.Length == 0 ? null : JsonReading.Parse(text) is { } parsed and not JsonValue ? parsed : throw new ApiError(error);
    }

    /// <summary>A conversation that the bot may know of: private ones only as a member.</summary>
    public Channel Channel(string name = "channel")
    {
        var id = Need(name);
        if (world.Users.TryGetValue(id, out var user) && user.TeamId == team.Id)
        {
            return world.Direct(user);
        }

        var found = world.Channels.GetValueOrDefault(id);
        return found is not null && found.TeamId == team.Id && (found.Kind == ChannelKind.Public || found.Members.Contains(team.Bot.Id))
            ? found : throw new ApiError("channel_not_found");
    }

    /// <summary>A conversation to write to or to read.</summary>
    public Channel JoinedChannel(string name = "channel")
    {
        var channel = Channel(name);
        return channel.Members.Contains(team.Bot.Id) ? channel : throw new ApiError("not_in_channel");
    }

    public static JsonObject Ok() => new() { ["ok"] = true };

    /// <summary>One page of a list, with the cursor of the next.</summary>
    public JsonObject Page(string name, IEnumerable<JsonNode?> items, int most = 1000)
    {
        var all = items.ToList();
        var start = 0;
        if (Text("cursor") is { Length: > 0 } cursor && (!cursor.StartsWith("at:", StringComparison.Ordinal) || !int.TryParse(cursor[3..], out start) || start > all.Count))
        {
            throw new ApiError("invalid_cursor");
        }

        var end = Math.Min(all.Count, start + Math.Clamp(Number("limit") ?? 100, 1, most));
        var json = Ok();
        json[name] = new JsonArray([.. all.Skip(start).Take(end - start)]);
        json["has_more"] = end < all.Count;
        json["response_metadata"] = new JsonObject { ["next_cursor"] = end < all.Count ? $"at:{end}" : "" };
        return json;
    }
}

/// <summary>Reads the arguments of a request: the query, then a form or JSON.</summary>
internal static class ApiArguments
{
    public static async Task<JsonObject> ReadAsync(HttpRequest request)
    {
        var arguments = new JsonObject();
        foreach (var (name, values) in request.Query)
        {
            arguments[name] = values.ToString();
        }

        if (request.HasFormContentType)
        {
            foreach (var (name, values) in await request.ReadFormAsync(request.HttpContext.RequestAborted))
            {
                arguments[name] = values.ToString();
            }
        }
        else if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true)
        {
            using var reader = new StreamReader(request.Body);
            var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
            foreach (var (name, value) in (text.Length == 0 ? new JsonObject() : JsonReading.Parse(text)) as JsonObject ?? throw new ApiError("invalid_json"))
            {
                arguments[name] = value?.DeepClone();
            }
        }

        return arguments;
    }

    public static string? Token(HttpRequest request, JsonObject arguments) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : arguments.Text("token");
}

/// <summary>An answer with ok false.</summary>
internal sealed class ApiError(string error, params string[] messages) : Exception(error)
{
    public string? Needed { get; init; }

    public string? Provided { get; init; }

    public IReadOnlyList<string> Messages => messages;

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["ok"] = false, ["error"] = Message };
        if (Needed is not null)
        {
            json["needed"] = Needed;
            json["provided"] = Provided;
        }

        if (messages.Length > 0)
        {
            json["response_metadata"] = new JsonObject { ["messages"] = messages.ToJson() };
        }

        return json;
    }
}

/// <summary>One method: what it needs, how often it may be called in a minute (0: unlimited) and what it does inside the world's gate.</summary>
internal sealed record ApiMethod(string Name, string Scope, int PerMinute, Func<ApiCall, JsonObject> Do)
{
    public bool TakesAppToken { get; init; }
}
