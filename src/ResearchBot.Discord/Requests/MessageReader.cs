using ResearchBot.Discord.Payloads;

namespace ResearchBot.Discord.Requests;

/// <summary>Reads messages.</summary>
internal static class MessageReader
{
    private const int Plain = 0;
    private const int ReplyTo = 19;

    /// <summary>What is wanted; null where nobody speaks to the bot.</summary>
    /// <param name="message">The message.</param>
    /// <param name="self">The bot's own id.</param>
    /// <param name="isFollowUp">Whether it stands where the bot takes part without being mentioned.</param>
    public static Incoming? Read(Message message, string self, bool isFollowUp)
    {
        if (message is not { Author: { Bot: false, System: false } author, ChannelId: { } channel, WebhookId: null, Type: Plain or ReplyTo })
        {
            return null; // bots, ourselves among them, and what Discord itself writes
        }

        var isForUs = message.GuildId is null || isFollowUp || Mentions(message, self);
        var text = MentionedIds.Without(message.Content ?? string.Empty, self);
        var files = message.Attachments ?? [];
        if (!isForUs || (text.Length == 0 && !Mentions(message, self) && message.GuildId is not null))
        {
            return null;
        }

        var (command, arguments) = files.Count > 0 && IsLoad(text, out var collection)
            ? ("load", collection)
            : ("ask", new Dictionary<string, string> { ["question"] = text });
        return new Incoming(message.Id, author, message.GuildId, channel, command, arguments)
        {
            Roles = message.Member?.Roles ?? [],
            Files = files,
        };
    }

    /// <summary>Whether the bot is meant by name; a role of its does not count.</summary>
    public static bool Mentions(Message message, string self) => message.Mentions?.Any(user => user.Id == self) == true;

    /// <summary>“load” or “load into COLLECTION” with files is a load, as Slack's users type it too.</summary>
    private static bool IsLoad(string text, out Dictionary<string, string> arguments)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        arguments = words is [_, "into" or "to", var name] ? new() { ["collection"] = name } : [];
        return words is ["load" or "/load"] or ["load" or "/load", "into" or "to", _];
    }
}
