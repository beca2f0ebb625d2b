using System.Text.Json;
using System.Text.RegularExpressions;
using ResearchBot.Readers.Chat;

namespace ResearchBot.Readers.Exports;

/// <summary>The export of a Slack workspace: a folder for each channel with a file for each day. Each channel becomes one document.</summary>
internal static partial class SlackExport
{
    internal const string Extension = ".slack";

    /// <summary>A channel with more is one document for each year.</summary>
    private const long LongChannel = 4L * 1024 * 1024;

    private const int LongestFile = 64 * 1024 * 1024;

    /// <returns>The public channels; null if it is no such export.</returns>
    public static IReadOnlyList<ArchiveItem>? Of(IReadOnlyList<ArchiveItem> parts, List<string> remarks)
    {
        var days = parts.Select(part => (Part: part, Match: Day().Match(part.Path))).Where(day => day.Match.Success).ToArray();
        if (days.Length == 0 || parts.FirstOrDefault(part => Path.GetFileName(part.Path) == "users.json") is not { } users)
        {
            return null;
        }

        var names = new Lazy<Dictionary<string, string>>(() => People(users));
        var channels = parts.FirstOrDefault(part => Path.GetFileName(part.Path) == "channels.json") is { } list ? Channels(list) : null;
        var found = new List<ArchiveItem>();
        var left = 0;
        foreach (var channel in days.GroupBy(day => day.Match.Groups["channel"].Value))
        {
            if (channels is not null && !channels.ContainsKey(channel.Key))
            {
                left++;
                continue;
            }

            var isLong = channel.Sum(day => day.Part.Length) > LongChannel;
            foreach (var part in channel.GroupBy(day => isLong ? day.Match.Groups["year"].Value : ""))
            {
                var files = part.Select(day => day.Part).OrderBy(day => day.Path, StringComparer.Ordinal).ToArray();
                var name = part.Key.Length == 0 ? channel.Key : $"{channel.Key} {part.Key}";
                var topic = channels?.GetValueOrDefault(channel.Key);
                found.Add(new ArchiveItem(name + Extension, files.Sum(file => file.Length), limit => Together(name, topic, files, names.Value, limit)));
            }
        }

        if (left > 0)
        {
            remarks.Add($"{left} private channels and direct messages of the export were left out.");
        }

        return found;
    }

    private static byte[] Together(string name, string? topic, ArchiveItem[] days, Dictionary<string, string> people, int limit)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("name", $"#{name}");
            writer.WriteString("topic", topic);
            writer.WriteStartObject("users");
            foreach (var (id, person) in people)
            {
                writer.WriteString(id, person);
            }

            writer.WriteEndObject();
            writer.WriteStartArray("messages");
            var damaged = days.Where(day => !Append(writer, day, limit)).Select(day => Path.GetFileNameWithoutExtension(day.Path)).ToArray();
            writer.WriteEndArray();
            writer.WriteString("damaged", string.Join(", ", damaged));
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static bool Append(Utf8JsonWriter writer, ArchiveItem day, int limit)
    {
        using var json = Parse(day);
        if (json?.RootElement.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var message in json.RootElement.EnumerateArray())
        {
            message.WriteTo(writer);
        }

        return writer.BytesCommitted + writer.BytesPending <= limit ? true
            : throw new RefusalException($"The channel has more than {limit / 1024 / 1024} MB of messages, which is the most that is read.");
    }

    private static Dictionary<string, string> People(ArchiveItem users)
    {
        using var json = Parse(users);
        var people = new Dictionary<string, string>();
        foreach (var user in Elements(json))
        {
            var profile = user.Find("profile");
            var name = profile?.Text("display_name") ?? profile?.Text("real_name") ?? user.Text("real_name") ?? user.Text("name");
            if (user.Text("id") is { } id && name is not null)
            {
                people[id] = name;
            }
        }

        return people;
    }

    /// <summary>What each public channel is for, by name.</summary>
    private static Dictionary<string, string?> Channels(ArchiveItem list)
    {
        using var json = Parse(list);
        var channels = new Dictionary<string, string?>();
        foreach (var channel in Elements(json))
        {
            if (channel.Text("name") is { } name)
            {
                channels[name] = channel.Find("purpose")?.Text("value") ?? channel.Find("topic")?.Text("value");
            }
        }

        return channels;
    }

    private static JsonElement.ArrayEnumerator Elements(JsonDocument? json) =>
        json?.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement.EnumerateArray() : default;

    private static JsonDocument? Parse(ArchiveItem item)
    {
        try
        {
            return JsonDocument.Parse(item.Read(LongestFile), new JsonDocumentOptions { MaxDepth = 64 });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(?:[^/]+/)?(?<channel>[^/]+)/(?<year>\d{4})-\d{2}-\d{2}\.json$", RegexOptions.NonBacktracking)]
    private static partial Regex Day();
}
