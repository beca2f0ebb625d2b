namespace ResearchBot.FakeDiscord.Messages;

/// <summary>A stored file and where it was sent.</summary>
public sealed record Attachment(string Id, string ChannelId, string Name, string ContentType, byte[] Bytes, string? Description);
