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

    public DateTimeOffset? Edited { get; internal set; }

    /// <summary>"everyone", "here", "user:ID" and "role:ID" that the message pings, edits included.</summary>
    public IReadOnlyList<string> Pings { get; internal set; } = [];

    /// <summary>Links that a reader would see a preview of.</summary>
    public IReadOnlyList<string> Previews { get; internal set; } = [];

    /// <summary>All visible text, after each change.</summary>
    public Control.Entries<string> History { get; } = new();

    public bool IsEphemeral => Flags.HasFlag(MessageFlags.Ephemeral);

    /// <summary>"Thinking": a deferred answer that was not given yet.</summary>
    public bool IsPlaceholder => Flags.HasFlag(MessageFlags.Loading);

    /// <summary>The content and all text displays.</summary>
    public string Text => string.Join('\n', new[] { Content }.Concat(ComponentTree.Texts(Components)).Where(text => text.Length > 0));
}
