using ResearchBot.FakeDiscord.Messages;
using ResearchBot.FakeDiscord.Rest;

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

/// <summary>The limits of a modal.</summary>
internal static class ModalRules
{
    public static void Check(JsonNode? modal)
    {
        var errors = new FormErrors();
        errors.Length("data.custom_id", modal.Text("custom_id"), 1, 100);
        errors.Length("data.title", modal.Text("title"), 1, 45);
        var parts = modal.List("components");
        errors.Count("data.components", parts.Count, 1, 5);
        for (var at = 0; at < parts.Count; at++)
        {
            var path = $"data.components.{at}";
            switch (parts[at].Number("type"))
            {
                case 1:
                    errors.Count($"{path}.components", parts[at].List("components").Count, 1, 1);
                    break;
                case 18:
                    errors.Length($"{path}.label", parts[at].Text("label"), 1, 45);
                    errors.Length($"{path}.description", parts[at].Text("description"), 0, 100);
                    break;
                case 10:
                    break;
                default:
                    errors.Add($"{path}.type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1, 10, 18).");
                    break;
            }
        }

        foreach (var input in ComponentTree.All(parts).Where(part => part.Number("type") == 4))
        {
            errors.Length("data.components.custom_id", input.Text("custom_id"), 1, 100);
            errors.Length("data.components.placeholder", input.Text("placeholder"), 0, 100);
            errors.Length("data.components.value", input.Text("value"), 0, 4000);
        }

        errors.ThrowIfAny();
    }
}
