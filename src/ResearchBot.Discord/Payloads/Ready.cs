namespace ResearchBot.Discord.Payloads;

/// <summary>The beginning of a session.</summary>
internal sealed record Ready(User User, Application? Application);

/// <summary>The application that the bot belongs to.</summary>
internal sealed record Application(string Id);
