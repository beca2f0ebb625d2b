namespace ResearchBot.FakeDiscord;

/// <summary>Reads fields of foreign JSON: a missing, null or wrong field is nothing.</summary>
internal static class JsonReading
{
    public static JsonNode? Field(this JsonNode? node, string name) => node is JsonObject item && item.TryGetPropertyValue(name, out var value) ? value : null;

    public static bool Has(this JsonNode? node, string name) => node is JsonObject item && item.ContainsKey(name);

    public static string? Text(this JsonNode? node, string name) => node.Field(name) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A number, or a number in a string, as ids and permissions are sent.</summary>
    public static long? Number(this JsonNode? node, string name) =>
        node.Field(name) is not JsonValue value ? null
        : value.TryGetValue<long>(out var number) ? number
        : value.TryGetValue<int>(out var small) ? small
        : value.TryGetValue<string>(out var text) && long.TryParse(text, out var parsed) ? parsed : null;

    public static bool Truth(this JsonNode? node, string name) => node.Field(name) is JsonValue value && value.TryGetValue<bool>(out var truth) && truth;

    public static IReadOnlyList<JsonNode?> List(this JsonNode? node, string name) => node.Field(name) is JsonArray list ? [.. list] : [];

    public static IEnumerable<string> Texts(this JsonNode? node, string name) => node.List(name).Select(item => item?.ToString() ?? "");

    public static JsonArray ToJson(this IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);

    public static JsonArray ToJson(this IEnumerable<JsonObject> items) => new([.. items]);
}
