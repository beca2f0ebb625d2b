namespace ResearchBot.Discord.Payloads;

/// <summary>A file with a message. Its address lapses after a day; its size is a hint.</summary>
internal sealed record Attachment(string Id, string? Filename, long Size, string? Url);
