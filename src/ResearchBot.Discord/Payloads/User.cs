namespace ResearchBot.Discord.Payloads;

/// <summary>Somebody on Discord. Of every payload only what the bot needs is read; anything may be missing.</summary>
internal sealed record User(string Id, string? Username, string? GlobalName, bool Bot, bool System);
