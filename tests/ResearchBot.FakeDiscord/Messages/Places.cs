using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Rest;

namespace ResearchBot.FakeDiscord.Messages;

/// <summary>Finds channels and messages for the bot, or refuses as Discord does.</summary>
internal static class Places
{
    public static Channel ChannelFor(this World world, string id, Permission needed = Permission.ViewChannel)
    {
        if (!world.Channels.TryGetValue(id, out var channel))
        {
            throw DiscordError.UnknownChannel;
        }

        var granted = world.PermissionsOf(world.Bot.Id, channel);
        return !granted.HasFlag(Permission.ViewChannel) ? throw DiscordError.MissingAccess
            : !granted.HasFlag(needed) ? throw DiscordError.MissingPermissions
            : channel;
    }

    /// <summary>A channel in which the bot may write now; an archived thread opens again.</summary>
    public static Channel Writable(this World world, string id)
    {
        var channel = world.ChannelFor(id);
        world.ChannelFor(id, channel.IsThread ? Permission.SendMessagesInThreads : Permission.SendMessages);
        if (channel.Type == 15)
        {
            throw new DiscordError(400, 50008, "Cannot send messages in a non-text channel");
        }

        if (channel.Locked)
        {
            throw channel.Archived ? new DiscordError(400, 50083, "Thread is archived") : new DiscordError(403, 160005, "Thread is locked");
        }

        return channel.IsDirect && channel.Recipients.Any(user => user.DirectMessagesClosed)
            ? throw new DiscordError(403, 50007, "Cannot send messages to this user")
            : channel;
    }

    public static StoredMessage MessageIn(this World world, string channelId, string id) =>
        world.Messages.TryGetValue(id, out var message) && message.ChannelId == channelId && !message.Deleted && !message.IsEphemeral
            ? message : throw DiscordError.UnknownMessage;
}
