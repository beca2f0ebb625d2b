namespace ResearchBot.Discord.Gateway;

/// <summary>Which events Discord sends.</summary>
[Flags]
public enum GatewayIntents
{
    /// <summary>Servers, channels, roles and threads.</summary>
    Guilds = 1 << 0,

    /// <summary>Messages in servers; their content is blank unless they mention the bot.</summary>
    GuildMessages = 1 << 9,

    /// <summary>Direct messages.</summary>
    DirectMessages = 1 << 12,

    /// <summary>The content of every message; a switch in the developer portal must allow it.</summary>
    MessageContent = 1 << 15,
}
