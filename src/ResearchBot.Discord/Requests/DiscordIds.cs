namespace ResearchBot.Discord.Requests;

/// <summary>How the bot's core names people, roles and channels of Discord.</summary>
internal static class DiscordIds
{
    /// <summary>The platform.</summary>
    public const string Platform = "discord";

    /// <summary>A person.</summary>
    public static string Person(string user) => $"{Platform}:{user}";

    /// <summary>A role.</summary>
    public static string Role(string role) => $"{Platform}:role:{role}";

    /// <summary>A channel.</summary>
    public static string Channel(string channel) => $"{Platform}:{channel}";

    /// <summary>Discord's own id of a person or channel; null when it is not one of Discord's.</summary>
    public static string? Parse(string subject) =>
        subject.StartsWith(Platform + ":", StringComparison.Ordinal) && subject[(Platform.Length + 1)..] is var id && id.All(char.IsAsciiDigit) ? id : null;
}
