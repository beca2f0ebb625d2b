namespace ResearchBot.Discord.Payloads;

internal sealed record Message(
    string Id, string? ChannelId, string? GuildId, User? Author, Member? Member, string? Content, string? WebhookId, IReadOnlyList<User>? Mentions,
    IReadOnlyList<string>? MentionRoles, MessageReference? MessageReference, Message? ReferencedMessage, IReadOnlyList<Attachment>? Attachments,
    int Type, string? EditedTimestamp);

/// <summary>The message that another one replies to.</summary>
/// <param name="FailIfNotExists">Whether the reply is refused when that message is gone.</param>
internal sealed record MessageReference(string? MessageId, bool? FailIfNotExists);

/// <summary>A file with a message. Its address lapses after a day; its size is a hint.</summary>
internal sealed record Attachment(string Id, string? Filename, long Size, string? Url);

/// <summary>Somebody on Discord. Of every payload only what the bot needs is read; anything may be missing.</summary>
internal sealed record User(string Id, string? Username, string? GlobalName, bool Bot, bool System);

/// <summary>Somebody in a server.</summary>
/// <param name="Permissions">What they may do in this channel, as a number in decimal; interactions only.</param>
internal sealed record Member(User? User, IReadOnlyList<string>? Roles, string? Permissions);
