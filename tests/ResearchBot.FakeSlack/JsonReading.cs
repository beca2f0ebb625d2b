using System.Text.Json;

namespace ResearchBot.FakeSlack;

/// <summary>Reads fields of foreign JSON and forms: a missing, null or wrong field is nothing.</summary>
internal static class JsonReading
{
    public static JsonNode? Field(this JsonNode? node, string name) => node is JsonObject item && item.TryGetPropertyValue(name, out var value) ? value : null;

    public static string? Text(this JsonNode? node, string name) => node.Field(name) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A number, or one in a string as forms carry it.</summary>
    public static int? Number(this JsonNode? node, string name) =>
        node.Field(name) is JsonValue value && int.TryParse(value.ToString(), out var number) ? number : null;

    /// <summary>True or false, or as forms spell them; nothing if it is not there.</summary>
    public static bool? Switch(this JsonNode? node, string name) => node.Field(name) is not JsonValue value ? null : value.ToString() is "true" or "1" or "True";

    public static IReadOnlyList<JsonNode?> List(this JsonNode? node, string name) => node.Field(name) is JsonArray list ? [.. list] : [];

    public static JsonArray ToJson(this IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);

    public static JsonArray ToJson(this IEnumerable<JsonObject> items) => new([.. items]);

    public static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
