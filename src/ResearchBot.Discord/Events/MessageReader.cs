using System.Text.RegularExpressions;

namespace ResearchBot.Discord.Events;

/// <summary>Reads messages that people wrote.</summary>
internal sealed class MessageReader(BotIdentity self, ServerDirectory servers, AttachmentFiles files)
{
    private const int Plain = 0;
    private const int ReplyTo = 19;

    /// <summary>A message; null if it is certainly not for the bot, such as of bots, itself among them, and of Discord.</summary>
    /// <param name="wasForBot">Whether it may have been for the bot before, when it said something else.</param>
    public IncomingMessage? Read(JsonElement data, bool wasForBot = false)
    {
        var message = data.Deserialize(DiscordJson.Default.Message);
        if (message is not { Author: { Bot: false, System: false } author, ChannelId: { } channel, WebhookId: null, Type: Plain or ReplyTo })
        {
            return null;
        }

        var (isDirect, isToBot) = (message.GuildId is null, message.Mentions?.Any(user => user.Id == self.User) == true); // a role of the bot's does not count
        var mayFollowUp = !string.IsNullOrEmpty(message.Content) && servers.FindChannel(message.GuildId, channel) is null or { IsThread: true }; // without the content intent it is empty
        return !isDirect && !isToBot && !mayFollowUp && !wasForBot
            ? null
            : new IncomingMessage(message.Id, author.Id, channel, MentionedIds.Without(message.Content ?? string.Empty, self.User), data.GetRawText())
            {
                Order = message.Id,
                Talk = channel,
                Team = message.GuildId,
                IsDirect = isDirect,
                IsToBot = isToBot,
                IsToAnother = message.Mentions is { Count: > 0 } || (message.ReferencedMessage?.Author is { } other && other.Id != self.User),
                MayFollowUp = mayFollowUp,
                EditedAt = message.EditedTimestamp,
                Groups = message.Member?.Roles ?? [],
                Files = [.. (message.Attachments ?? []).Select(files.Open)],
            };
    }
}

/// <summary>Reads mentions of people, roles and channels in what was typed as the core's ids, so that nobody has to look up numbers.</summary>
internal static partial class MentionedIds
{
    public static string Resolve(string typed) => Mention().Replace(typed, match => match.Groups["kind"].Value switch
    {
        "@&" => DiscordIds.Role(match.Groups["id"].Value),
        "#" => DiscordIds.Channel(match.Groups["id"].Value),
        _ => DiscordIds.Person(match.Groups["id"].Value),
    });

    public static string Without(string typed, string user) =>
        typed.Replace($"<@{user}>", " ", StringComparison.Ordinal).Replace($"<@!{user}>", " ", StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"<(?<kind>@&|@!|@|#)(?<id>\d{1,20})>")]
    private static partial Regex Mention();
}

/// <summary>How the bot's core names people, roles and channels of Discord.</summary>
internal static class DiscordIds
{
    private const string Prefix = $"{DiscordPlatform.Discord}:";

    public static string Person(string user) => $"{Prefix}{user}";

    public static string Role(string role) => $"{Prefix}role:{role}";

    public static string Channel(string channel) => $"{Prefix}{channel}";

    /// <summary>Discord's own id of a person or channel; null if it is not one of Discord's.</summary>
    public static string? Parse(string subject) =>
        subject.StartsWith(Prefix, StringComparison.Ordinal) && subject[Prefix.Length..] is var id && id.All(char.IsAsciiDigit) ? id : null;
}

/// <summary>Who the bot is on Discord; known from the first READY on.</summary>
internal sealed class BotIdentity
{
    public string User { get; set; } = string.Empty;
    public string Application { get; set; } = string.Empty;
}
