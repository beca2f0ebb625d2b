using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ResearchBot.Readers.Chat;

/// <summary>A channel or thread that DiscordChatExporter wrote as JSON.</summary>
internal static partial class DiscordExport
{
    private const int Head = 4096;
    private const int MaxDepth = 64;

    /// <returns>Null if the text is no such export.</returns>
    public static ReadDocument? Read(string text, ReadingLimits limits)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, Head));
        if (!head.Contains("\"guild\"", StringComparison.Ordinal) || !head.Contains("\"channel\"", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            if (json.RootElement.Find("messages") is not { ValueKind: JsonValueKind.Array } messages || json.RootElement.Find("channel") is not { } channel)
            {
                return null;
            }

            var read = messages.EnumerateArray().Where(IsSaid).Select(Message).OfType<ChatMessage>().ToArray();
            return Conversation.Write($"#{channel.Text("name") ?? "channel"}", channel.Text("topic"), read, limits);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What people wrote, as opposed to notices of pins, joins and calls.</summary>
    private static bool IsSaid(JsonElement message) => message.Text("type") is null or "Default" or "Reply" or "ThreadStarterMessage" or "0" or "19";

    private static ChatMessage? Message(JsonElement message)
    {
        if (message.Text("id") is not { } id
            || !DateTimeOffset.TryParse(message.Text("timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return null;
        }

        var author = message.Find("author");
        var parts = new List<string> { WithNames(message.Text("content") ?? "", message) };
        foreach (var embed in message.Items("embeds"))
        {
            parts.AddRange(new[] { embed.Text("title"), embed.Text("description") }.OfType<string>());
            parts.AddRange(embed.Items("fields").Select(field => $"{field.Text("name")}: {field.Text("value")}"));
        }

        var text = string.Join("\n\n", parts.Where(part => part.Length > 0));
        return new ChatMessage(id, message.Find("reference")?.Text("messageId"), time, NameOf(author) ?? "someone", text)
        {
            Files = [.. message.Items("attachments").Select(file => new ChatFile(file.Text("fileName") ?? "file", file.Text("url") ?? ""))],
        };
    }

    private static string? NameOf(JsonElement? person) => person?.Text("nickname") ?? person?.Text("name");

    private static string WithNames(string content, JsonElement message)
    {
        if (!content.Contains("<@", StringComparison.Ordinal))
        {
            return content;
        }

        var names = new Dictionary<string, string>();
        foreach (var person in message.Items("mentions"))
        {
            names[person.Text("id") ?? ""] = $"@{NameOf(person)}";
        }

        return Mentions().Replace(content, match => names.GetValueOrDefault(match.Groups["id"].Value, match.Value));
    }

    [GeneratedRegex("<@!?(?<id>[0-9]+)>", RegexOptions.NonBacktracking)]
    private static partial Regex Mentions();
}

/// <summary>Reads JSON of others, whose fields may be absent or of another kind.</summary>
internal static class JsonFields
{
    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    /// <returns>Null if it is absent, empty, or neither text nor number.</returns>
    public static string? Text(this JsonElement element, string name) => element.Find(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } words ? words : null,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];
}
