using System.Text.Json;

namespace ResearchBot.Fakes;

/// <summary>Reads fields of foreign JSON and forms: a missing, null or wrong field is nothing.</summary>
internal static class JsonReading
{
    public static JsonNode? Field(this JsonNode? node, string name) => node is JsonObject item && item.TryGetPropertyValue(name, out var value) ? value : null;

    public static bool Has(this JsonNode? node, string name) => node is JsonObject item && item.ContainsKey(name);

    public static string? Text(this JsonNode? node, string name) => node.Field(name) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A number, or one in a string, as ids, permissions and forms carry it.</summary>
    public static long? Number(this JsonNode? node, string name) =>
        node.Field(name) is JsonValue value && long.TryParse(value.ToString(), out var number) ? number : null;

    public static bool Truth(this JsonNode? node, string name) => node.Field(name) is JsonValue value && value.TryGetValue<bool>(out var truth) && truth;

    /// <summary>True or false, or as forms spell them; nothing if it is not there.</summary>
    public static bool? Switch(this JsonNode? node, string name) => node.Field(name) is not JsonValue value ? null : value.ToString() is "true" or "1" or "True";

    public static IReadOnlyList<JsonNode?> List(this JsonNode? node, string name) => node.Field(name) is JsonArray list ? [.. list] : [];

    public static IEnumerable<string> Texts(this JsonNode? node, string name) => node.List(name).Select(item => item?.ToString() ?? "");

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
