namespace ResearchBot.FakeSlack.Api;

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
