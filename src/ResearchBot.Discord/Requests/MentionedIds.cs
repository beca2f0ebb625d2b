using System.Text.RegularExpressions;

namespace ResearchBot.Discord.Requests;

/// <summary>Reads mentions of people, roles and channels in what was typed as the core's ids, so that nobody has to look up numbers.</summary>
internal static partial class MentionedIds
{
    /// <summary>The text with each mention as an id.</summary>
    public static string Resolve(string typed) => Mention().Replace(typed, match => match.Groups["kind"].Value switch
    {
        "@&" => DiscordIds.Role(match.Groups["id"].Value),
        "#" => DiscordIds.Channel(match.Groups["id"].Value),
        _ => DiscordIds.Person(match.Groups["id"].Value),
    });

    /// <summary>The text without mentions of somebody.</summary>
    public static string Without(string typed, string user) =>
        typed.Replace($"<@{user}>", " ", StringComparison.Ordinal).Replace($"<@!{user}>", " ", StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"<(?<kind>@&|@!|@|#)(?<id>\d{1,20})>")]
    private static partial Regex Mention();
}
