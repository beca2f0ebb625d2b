namespace ResearchBot.FakeDiscord.Interactions;

/// <summary>A modal's parts as they are submitted: only types, ids and values.</summary>
internal static class ModalData
{
    public static JsonObject Sent(JsonNode part, int id)
    {
        var json = new JsonObject { ["type"] = part.Number("type"), ["id"] = part.Number("id") ?? id };
        if (part.Text("custom_id") is { } customId)
        {
            json["custom_id"] = customId;
            json["value"] = part.Text("value") ?? "";
        }

        if (part.Field("component") is { } inner)
        {
            json["component"] = Sent(inner, id + 100);
        }

        if (part.List("components") is { Count: > 0 } nested)
        {
            json["components"] = nested.Select((one, at) => Sent(one!, id + 100 + at)).ToJson();
        }

        return json;
    }
}
