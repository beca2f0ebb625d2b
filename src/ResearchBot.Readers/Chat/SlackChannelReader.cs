using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ResearchBot.Readers.Exports;

namespace ResearchBot.Readers.Chat;

/// <summary>A channel of a Slack export, which <see cref="SlackExport"/> puts together from its days.</summary>
public sealed class SlackChannelReader : DocumentReader
{
    private const int MaxDepth = 64;

    /// <summary>Notices that nobody wrote.</summary>
    private static readonly string[] Notices = ["channel_", "group_", "pinned_item", "unpinned_item", "bot_add", "bot_remove", "reminder_add", "tombstone"];

    public override IReadOnlyList<string> Extensions { get; } = [SlackExport.Extension];

    public override ReadDocument Read(FileToRead file)
    {
        try
        {
            using var json = JsonDocument.Parse(file.Content, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var people = json.RootElement.Find("users") is { ValueKind: JsonValueKind.Object } users
                ? users.EnumerateObject().ToDictionary(user => user.Name, user => user.Value.ToString())
                : [];
            var messages = json.RootElement.Items("messages").Select(message => Message(message, people)).OfType<ChatMessage>().ToArray();
            var document = Conversation.Write(json.RootElement.Text("name") ?? "channel", json.RootElement.Text("topic"), messages, file.Limits);
            return json.RootElement.Text("damaged") is { } days
                ? document with { Remarks = [$"The messages of these days are damaged and were not read: {days}."] }
                : document;
        }
        catch (JsonException)
        {
            throw new RefusalException("The file is not a channel of a Slack export; load the export's zip file.");
        }
    }

    private static ChatMessage? Message(JsonElement message, Dictionary<string, string> people)
    {
        var subtype = message.Text("subtype") ?? "";
        if (message.Text("ts") is not { } stamp || !double.TryParse(stamp, CultureInfo.InvariantCulture, out var seconds) || seconds is < 0 or > 1e10
            || Array.Exists(Notices, notice => subtype.StartsWith(notice, StringComparison.Ordinal)))
        {
            return null;
        }

        var parts = new List<string?> { message.Text("text") };
        foreach (var attachment in message.Items("attachments").Where(attachment => parts[0] is null || attachment.Text("from_url") is null)) // else a preview
        {
            parts.Add(attachment.Text("pretext"));
            parts.Add(attachment.Text("title"));
            parts.Add(attachment.Text("text") ?? attachment.Text("fallback"));
        }

        return new ChatMessage(
            stamp, message.Text("thread_ts"), DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)), AuthorOf(message, people),
            SlackNames.Resolve(string.Join("\n\n", parts.Where(part => part is not null).Distinct()), people))
        {
            Files = [.. message.Items("files").Append(message.Find("file") ?? default).Where(file => file.Text("name") is not null)
                .Select(file => new ChatFile(file.Text("title") ?? file.Text("name")!, file.Text("permalink") ?? ""))],
        };
    }

    private static string AuthorOf(JsonElement message, Dictionary<string, string> people) =>
        message.Text("user") is { } id && people.GetValueOrDefault(id) is { } name ? name
            : message.Find("user_profile") is { } profile && (profile.Text("display_name") ?? profile.Text("real_name")) is { } shown ? shown
            : message.Text("username") ?? message.Find("bot_profile")?.Text("name") ?? message.Text("user")
                ?? (message.Text("bot_id") is null ? "someone" : "bot");
}

/// <summary>The names of people and channels in Slack's text, where it has ids.</summary>
internal static partial class SlackNames
{
    public static string Resolve(string text, Dictionary<string, string> people) => Mentions().Replace(text, match =>
    {
        var (kind, id, label) = (match.Groups["kind"].Value, match.Groups["id"].Value, match.Groups["label"].Value.TrimStart('|'));
        return kind switch
        {
            "@" => "@" + (people.GetValueOrDefault(id) ?? (label.Length > 0 ? label : id)),
            "#" => "#" + (label.Length > 0 ? label : id),
            _ => label.Length > 0 ? label : "@" + id.Split('^')[0],
        };
    });

    [GeneratedRegex(@"<(?<kind>[@#!])(?<id>[^<>|]+)(?<label>\|[^<>]*)?>", RegexOptions.NonBacktracking)]
    private static partial Regex Mentions();
}
