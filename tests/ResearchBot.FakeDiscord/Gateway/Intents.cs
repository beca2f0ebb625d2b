namespace ResearchBot.FakeDiscord.Gateway;

/// <summary>The intents of an identify.</summary>
[Flags]
public enum Intents : long
{
    None = 0,
    Guilds = 1 << 0,
    GuildMembers = 1 << 1,
    GuildPresences = 1 << 8,
    GuildMessages = 1 << 9,
    DirectMessages = 1 << 12,
    MessageContent = 1 << 15,
    Privileged = GuildMembers | GuildPresences | MessageContent,

    /// <summary>Every bit that has a meaning.</summary>
    Known = (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25,
}
