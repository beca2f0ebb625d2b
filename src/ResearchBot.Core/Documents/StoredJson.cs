using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResearchBot.Core.Documents;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyList<PlaceMark>))]
[JsonSerializable(typeof(PlaceMark[]))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    public static string Write(IReadOnlyDictionary<string, string> about) =>
        JsonSerializer.Serialize(about, Default.IReadOnlyDictionaryStringString);

    public static string Write(IReadOnlyList<PlaceMark> places) =>
        JsonSerializer.Serialize(places, Default.IReadOnlyListPlaceMark);

    public static Dictionary<string, string> ReadAbout(string json) =>
        JsonSerializer.Deserialize(json, Default.DictionaryStringString) ?? [];

    public static PlaceMark[] ReadPlaces(string json) =>
        json.Length == 0 ? [] : JsonSerializer.Deserialize(json, Default.PlaceMarkArray) ?? [];
}
