using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rest;

namespace ResearchBot.Discord.Servers;

/// <summary>Finds what kind of room a channel is, by asking Discord where it was not told: a thread may be older than the session.</summary>
internal sealed class ChannelFinder(ServerDirectory servers, DiscordRest rest)
{
    /// <summary>The channel; null where Discord does not let the bot see it.</summary>
    public async Task<Channel?> FindAsync(string guild, string channel, CancellationToken cancellationToken)
    {
        if (servers.FindChannel(guild, channel) is { } known)
        {
            return known;
        }

        try
        {
            var read = await rest.ReadChannelAsync(channel, cancellationToken);
            servers.Find(guild)?.Channels.TryAdd(channel, read);
            return read;
        }
        catch (DiscordException)
        {
            return null;
        }
    }
}
