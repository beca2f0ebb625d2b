namespace ResearchBot.Discord.Payloads;

/// <summary>A message.</summary>
internal sealed record Message(
    string Id,
    string? ChannelId,
    string? GuildId,
    User? Author,
    Member? Member,
    string? Content,
    string? WebhookId,
    IReadOnlyList<User>? Mentions,
    IReadOnlyList<string>? MentionRoles,
    MessageReference? MessageReference,
    Message? ReferencedMessage,
    IReadOnlyList<Attachment>? Attachments,
    int Type,
    string? EditedTimestamp);
