using System.Text.Json;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Workspaces;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rendering;
using ResearchBot.Discord.Rest;

namespace ResearchBot.Discord.Events;

/// <summary>Notes into which servers the bot comes and which remove it, and introduces it once where it is new.</summary>
internal sealed partial class ServerVisits(WorkspaceMap workspaces, DiscordRest rest, ILogger<ServerVisits> logger)
{
    private const int MostTried = 5;

    /// <summary>The bot is in a server: at every start, and when somebody adds it.</summary>
    public async Task JoinedAsync(JsonElement data, CancellationToken cancellationToken)
    {
        var guild = data.Deserialize(DiscordJson.Default.Guild);
        if (guild is null || guild.Unavailable || !await workspaces.JoinedAsync(new Tenant(DiscordPlatform.Discord, guild.Id), guild.Name, cancellationToken))
        {
            return;
        }

        var rooms = (guild.Channels ?? []).Where(channel => channel.Type == ChannelType.Text).Select(channel => channel.Id);
        foreach (var room in rooms.Prepend(guild.SystemChannelId).OfType<string>().Distinct().Take(MostTried))
        {
            try
            {
                var welcome = OutgoingGate.ToMessage(DiscordRenderer.Welcome(), isPrivate: false, Nonce.Of(new PostKey(guild.Id, "welcome", 0)), replyTo: null);
                await rest.PostAsync(room, welcome, cancellationToken);
                return;
            }
            catch (DiscordException refused)
            {
                LogNoWelcome(guild.Id, refused.Message); // no permission to write there
            }
        }
    }

    /// <summary>A server removed the bot; an outage of Discord's is none.</summary>
    public async Task LeftAsync(JsonElement data, CancellationToken cancellationToken)
    {
        var guild = data.Deserialize(DiscordJson.Default.Guild);
        if (guild is { Unavailable: false })
        {
            await workspaces.LeftAsync(new Tenant(DiscordPlatform.Discord, guild.Id), cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "No welcome could be posted in a channel of server {Guild}: {Fault}")]
    private partial void LogNoWelcome(string guild, string fault);
}
