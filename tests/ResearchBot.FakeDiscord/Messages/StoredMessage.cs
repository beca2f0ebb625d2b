using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Rest;

namespace ResearchBot.FakeDiscord.Messages;

/// <summary>A message with what a reader of it would have noticed.</summary>
public sealed class StoredMessage(string id, string channelId, string authorId)
{
    public string Id { get; } = id;

    public string ChannelId { get; } = channelId;

    public string AuthorId { get; } = authorId;

    public string? GuildId { get; init; }

    /// <summary>Of a reply to an interaction.</summary>
    public string? InteractionId { get; init; }

    /// <summary>Who alone sees an ephemeral message.</summary>
    public string? SeenBy { get; init; }

    public string? Nonce { get; init; }

    public string Content { get; internal set; } = "";

    public JsonArray Embeds { get; internal set; } = [];

    /// <summary>As stored, each with the id that the server gave it.</summary>
    public JsonArray Components { get; internal set; } = [];

    public IReadOnlyList<Attachment> Attachments { get; internal set; } = [];

    public MessageFlags Flags { get; internal set; }

    public string? RepliesTo { get; init; }

    public bool Deleted { get; internal set; }

    /// <summary>What the bot reacted with.</summary>
    public HashSet<string> Reactions { get; } = [];

    public DateTimeOffset? Edited { get; internal set; }

    /// <summary>"everyone", "here", "user:ID" and "role:ID" that the message pings, edits included.</summary>
    public IReadOnlyList<string> Pings { get; internal set; } = [];

    /// <summary>Links that a reader would see a preview of.</summary>
    public IReadOnlyList<string> Previews { get; internal set; } = [];

    /// <summary>All visible text, after each change.</summary>
    public Entries<string> History { get; } = new();

    public bool IsEphemeral => Flags.HasFlag(MessageFlags.Ephemeral);

    /// <summary>"Thinking": a deferred answer that was not given yet.</summary>
    public bool IsPlaceholder => Flags.HasFlag(MessageFlags.Loading);

    /// <summary>The content and all text displays.</summary>
    public string Text => string.Join('\n', new[] { Content }.Concat(ComponentTree.Texts(Components)).Where(text => text.Length > 0));
}

/// <summary>A message as a request wants it; an edit begins with what stands.</summary>
internal sealed record MessageDraft(string Content, JsonArray Embeds, JsonArray Components, IReadOnlyList<Attachment> Attachments, MessageFlags Flags)
{
    private const MessageFlags Settable = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.ComponentsV2;

    public static MessageDraft Read(World world, RestCall call, string channelId, StoredMessage? before)
    {
        var body = call.Required;
        var flags = before?.Flags ?? MessageFlags.None;
        if (body.Has("flags"))
        {
            // Components v2 cannot be taken away; ephemeral and the server's own flags are not the client's.
            flags = (flags & ~MessageFlags.SuppressEmbeds) | ((MessageFlags)(body.Number("flags") ?? 0) & Settable);
        }

        return new MessageDraft(
            body.Has("content") ? body.Text("content")?.Trim() ?? "" : before?.Content ?? "",
            Array(body, "embeds", before?.Embeds),
            Numbered(Array(body, "components", before?.Components)),
            Files(world, call, channelId, before),
            flags);
    }

    /// <summary>What pings and what is previewed comes from these.</summary>
    public IEnumerable<string> Texts => ComponentTree.Texts(Components).Prepend(Content);

    private static JsonArray Array(JsonNode? body, string name, JsonArray? before) =>
        (body.Has(name) ? body.Field(name) as JsonArray : before)?.DeepClone() as JsonArray ?? [];

    private static JsonArray Numbered(JsonArray components)
    {
        var taken = ComponentTree.All(components).Select(component => component.Number("id") ?? 0).ToHashSet();
        var next = 0L;
        foreach (var component in ComponentTree.All(components).OfType<JsonObject>().Where(component => component.Number("id") is null or 0))
        {
            while (!taken.Add(++next))
            {
            }

            component["id"] = next;
        }

        return components;
    }

    // Without the array an edit keeps everything; with it, only what it lists. Files need no entry.
    private static List<Attachment> Files(World world, RestCall call, string channelId, StoredMessage? before)
    {
        var body = call.Body;
        var listed = body.List("attachments");
        var kept = before?.Attachments ?? [];
        if (body.Field("attachments") is JsonArray)
        {
            kept = [.. kept.Where(file => listed.Any(item => item.Field("id")?.ToString() == file.Id))];
        }

        var uploaded = call.Files.Select(file =>
        {
            var about = listed.FirstOrDefault(item => item.Field("id")?.ToString() == file.Key);
            return new Attachment(
                world.Ids.Next(), channelId, about.Text("filename") ?? file.Value.Name, file.Value.ContentType, file.Value.Bytes, about.Text("description"));
        });
        return [.. kept, .. uploaded];
    }
}

/// <summary>Flags of a message.</summary>
[Flags]
public enum MessageFlags
{
    None = 0,
    SuppressEmbeds = 1 << 2,
    HasThread = 1 << 5,
    Ephemeral = 1 << 6,
    Loading = 1 << 7,
    SuppressNotifications = 1 << 12,
    ComponentsV2 = 1 << 15,
}
