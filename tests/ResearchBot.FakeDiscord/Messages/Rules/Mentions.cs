using System.Text.RegularExpressions;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Rest;

namespace ResearchBot.FakeDiscord.Messages;

/// <summary>What a message pings. Whether the author may ping everyone is left out: a bot with more rights must not do harm either.</summary>
internal static partial class Mentions
{
    private static readonly string[] Kinds = ["users", "roles"];

    /// <summary>Without allowed_mentions ordinary messages parse everything, answers to interactions only users.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> texts, JsonNode? allowed, bool interaction, string? repliedUser)
    {
        var text = Previews.WithoutCode(string.Join('\n', texts));
        string[] parse = allowed is null ? (interaction ? ["users"] : ["users", "roles", "everyone"]) : [.. allowed.Texts("parse")];
        var users = allowed.Texts("users").ToHashSet();
        var roles = allowed.Texts("roles").ToHashSet();
        var pings = new List<string>();
        if (parse.Contains("everyone"))
        {
            pings.AddRange(Everyone().Matches(text).Select(match => match.Groups[1].Value));
        }

        pings.AddRange(World.UsersMentioned(text).Where(id => parse.Contains("users") || users.Contains(id)).Select(id => $"user:{id}"));
        pings.AddRange(RoleMention().Matches(text).Select(match => match.Groups[1].Value)
            .Where(id => parse.Contains("roles") || roles.Contains(id)).Select(id => $"role:{id}"));
        if (repliedUser is not null && (allowed is null ? !interaction : allowed.Truth("replied_user")))
        {
            pings.Add($"user:{repliedUser}");
        }

        return [.. pings.Distinct()];
    }

    public static void Check(JsonNode? allowed, FormErrors errors)
    {
        foreach (var kind in allowed.Texts("parse").Where(kind => kind is not ("users" or "roles" or "everyone")))
        {
            errors.Add("allowed_mentions.parse", "BASE_TYPE_CHOICES", $"Value '{kind}' must be one of ('roles', 'users', 'everyone').");
        }

        foreach (var kind in Kinds.Where(kind => allowed.List(kind).Count > 0))
        {
            errors.Count($"allowed_mentions.{kind}", allowed.List(kind).Count, 0, 100);
            if (allowed.Texts("parse").Contains(kind))
            {
                errors.Add("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", $"parse:[\"{kind}\"] and {kind}: [ids...] are mutually exclusive.");
            }
        }
    }

    [GeneratedRegex("@(everyone|here)")]
    private static partial Regex Everyone();

    [GeneratedRegex(@"<@&(\d{15,20})>")]
    private static partial Regex RoleMention();
}
