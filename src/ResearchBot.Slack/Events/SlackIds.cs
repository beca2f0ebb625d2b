using System.Text.RegularExpressions;

namespace ResearchBot.Slack.Events;

/// <summary>How the bot's core names people, groups, channels and places of Slack.</summary>
internal static partial class SlackIds
{
    private const string Platform = SlackPlatform.Slack;

    public static string Person(string user) => $"{Platform}:{user}";

    public static string Group(string group) => $"{Platform}:group:{group}";

    public static string Channel(string channel) => $"{Platform}:{channel}";

    public static (string Id, string? Thread)? Parse(string address) =>
        Address().Match(address) is { Success: true } match
            ? (match.Groups["id"].Value, match.Groups["thread"] is { Success: true, Value: var thread } ? thread : null)
            : null;

    /// <summary>What was typed, with mentions as the core's ids and Slack's escapes undone.</summary>
    public static string Resolve(string typed) => Unescape(Mention().Replace(typed, match => match.Groups["kind"].Value switch
    {
        "!subteam^" => Group(match.Groups["id"].Value),
        "#" => Channel(match.Groups["id"].Value),
        _ => Person(match.Groups["id"].Value),
    }));

    public static string Without(string typed, string user) => Regex.Replace(typed, $@"<@{Regex.Escape(user)}(\|[^>]*)?>", " ").Trim();

    private static string Unescape(string text) => Link().Replace(text, "${shown}")
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex(@"^slack:(?<id>[A-Z0-9]{2,20})(/(?<thread>\d+\.\d+))?\z")]
    private static partial Regex Address();

    [GeneratedRegex(@"<(?<kind>@|#|!subteam\^)(?<id>[A-Z0-9]{2,20})(\|[^>]*)?>")]
    private static partial Regex Mention();

    [GeneratedRegex(@"<(?:[a-z]+:[^|>]*\|)?(?<shown>[^<>]+)>")]
    private static partial Regex Link();
}

/// <summary>Who the bot is on Slack; known from the start of its connection on.</summary>
internal sealed class SlackIdentity
{
    public string User { get; set; } = string.Empty;

    /// <summary>The team or enterprise that the app is installed in: the tenant, whatever team a payload names.</summary>
    public string Installation { get; set; } = string.Empty;

    public bool IsEnterprise { get; set; }
}
