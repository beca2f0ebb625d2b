using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResearchBot.Core.Documents;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyList<PlaceMark>))]
[JsonSerializable(typeof(PlaceMark[]))]
[JsonSerializable(typeof(IReadOnlyList<Block>))]
[JsonSerializable(typeof(Block[]))]
[JsonSerializable(typeof(IReadOnlyList<Link>))]
[JsonSerializable(typeof(Link[]))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    public static string Write(IReadOnlyDictionary<string, string> about) =>
        JsonSerializer.Serialize(about, Default.IReadOnlyDictionaryStringString);

    public static string Write(IReadOnlyList<PlaceMark> places) =>
        JsonSerializer.Serialize(places, Default.IReadOnlyListPlaceMark);

    public static string Write(IReadOnlyList<Block> blocks) => JsonSerializer.Serialize(blocks, Default.IReadOnlyListBlock);

    public static string Write(IReadOnlyList<Link> links) => JsonSerializer.Serialize(links, Default.IReadOnlyListLink);

    public static string Write(IReadOnlyList<string> remarks) => remarks.Count == 0 ? "" : JsonSerializer.Serialize(remarks, Default.IReadOnlyListString);

    /// <summary>The facts; none if they are damaged, since a list of documents shows them unchecked.</summary>
    public static Dictionary<string, string> ReadAbout(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Default.DictionaryStringString) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    public static PlaceMark[] ReadPlaces(string json) =>
        json.Length == 0 ? [] : JsonSerializer.Deserialize(json, Default.PlaceMarkArray) ?? [];

    public static Block[] ReadBlocks(string json) =>
        json.Length == 0 ? [] : JsonSerializer.Deserialize(json, Default.BlockArray) ?? [];

    public static Link[] ReadLinks(string json) =>
        json.Length == 0 ? [] : JsonSerializer.Deserialize(json, Default.LinkArray) ?? [];

    public static string[] ReadRemarks(string json) =>
        json.Length == 0 ? [] : JsonSerializer.Deserialize(json, Default.StringArray) ?? [];
}
