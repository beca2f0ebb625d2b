using System.Text.Json;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Moderation.Settings;
using ResearchBot.Core.Platforms;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rendering;
using ResearchBot.Discord.Replies;
using ResearchBot.Discord.Requests;
using ResearchBot.Discord.Rest;
using ResearchBot.Discord.Servers;

namespace ResearchBot.Discord.Events;

/// <summary>Questions that are typed as messages: by mention, directly, or as a follow-up in a thread of the bot's.</summary>
internal sealed class MessageHandler(
    DiscordRest rest,
    BotIdentity self,
    ServerDirectory servers,
    ChannelFinder channels,
    DiscordRequests requests,
    ConversationStore conversations,
    ChosenSettings settings,
    Quiet quiet,
    RequestInbox inbox,
    RequestRunner runner,
    TypingSign typing)
{
    private readonly RecentIds _seen = new(50_000);
    private readonly RecentIds _deleted = new(50_000);
    private readonly ThreadTalk _talk = new();

    /// <summary>Serves a message, if it is for the bot.</summary>
    /// <param name="data">The message.</param>
    /// <param name="isForLater">Whether it is only kept, for the next process to serve.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task HandleAsync(JsonElement data, bool isForLater, CancellationToken cancellationToken)
    {
        var message = data.Deserialize(DiscordJson.Default.Message);
        if (message is not { Author: { Bot: false } author, ChannelId: { } room } || !MayBeForBot(message) || !_seen.Add(message.Id))
        {
            return;
        }

        var channel = message.GuildId is null ? null : await channels.FindAsync(message.GuildId, room, cancellationToken);
        var workspace = await requests.WorkspaceOfAsync(message.GuildId, author.Id, cancellationToken);
        if (MessageReader.Read(message, self.User, await IsFollowUpAsync(message, channel, workspace, cancellationToken)) is not { } incoming)
        {
            return;
        }

        if (channel is { IsThread: true })
        {
            _talk.Asked(room, author.Id);
        }

        if (await inbox.BeginAsync(DiscordIds.Platform, message.Id, workspace, DiscordIds.Person(author.Id), data.GetRawText(), cancellationToken)
            && !isForLater)
        {
            await RunAsync(incoming, message, channel, workspace, cancellationToken);
        }
    }

    /// <summary>Goes on with a message that an ended process had begun.</summary>
    public async Task ResumeAsync(string payload, CancellationToken cancellationToken)
    {
        var message = JsonSerializer.Deserialize(payload, DiscordJson.Default.Message);
        if (message is not { ChannelId: { } room } || !_seen.Add(message.Id) || MessageReader.Read(message, self.User, isFollowUp: true) is not { } incoming)
        {
            return;
        }

        var channel = message.GuildId is null ? null : await channels.FindAsync(message.GuildId, room, cancellationToken);
        var workspace = await requests.WorkspaceOfAsync(message.GuildId, incoming.By.Id, cancellationToken);
        await RunAsync(incoming, message, channel, workspace, cancellationToken);
    }

    /// <summary>A question was deleted: a reply that is not sent yet never is.</summary>
    public void Deleted(string message) => _deleted.Add(message);

    /// <summary>Most messages are people's own affair; that is seen without the store and without asking Discord.</summary>
    private bool MayBeForBot(Message message) =>
        message.GuildId is null
        || MessageReader.Mentions(message, self.User)
        || (!string.IsNullOrEmpty(message.Content) && servers.FindChannel(message.GuildId, message.ChannelId) is null or { IsThread: true });

    private async Task RunAsync(Incoming incoming, Message message, Channel? channel, string workspace, CancellationToken cancellationToken)
    {
        var thread = await WantsThreadAsync(incoming, channel, workspace, cancellationToken) ? ThreadName.Of(incoming) : null;
        if (thread is not null)
        {
            _talk.Asked(message.Id, incoming.By.Id);
        }

        var place = new MessagePlace(rest, message.Id, incoming.ChannelId, thread, message.GuildId is null);
        await using var sign = typing.Show(incoming.ChannelId, cancellationToken);
        await runner.RunAsync(
            thread is null ? incoming : incoming with { Thread = message.Id }, place, () => !_deleted.Has(message.Id), cancellationToken);
    }

    /// <summary>Only where the bot took part before and nobody wants it quiet; without the content intent such messages are empty.</summary>
    private async Task<bool> IsFollowUpAsync(Message message, Channel? channel, string workspace, CancellationToken cancellationToken)
    {
        if (channel is not { IsThread: true } || string.IsNullOrEmpty(message.Content) || MessageReader.Mentions(message, self.User))
        {
            return false;
        }

        var address = new ConversationAddress(workspace, DiscordIds.Platform, channel.Id);
        return await conversations.FindAsync(address, cancellationToken) is not null
            && !await quiet.IsAsync(address, cancellationToken)
            && _talk.IsForBot(message, self.User);
    }

    private async Task<bool> WantsThreadAsync(Incoming incoming, Channel? channel, string workspace, CancellationToken cancellationToken)
    {
        if (channel is null or { IsThread: true } || channel.Type is not (ChannelType.Text or ChannelType.Announcement) || incoming.Command != "ask")
        {
            return false;
        }

        return SettingCatalog.Threads.In(await settings.ReadAsync(workspace, DiscordIds.Channel(channel.Id), cancellationToken)) == "on";
    }
}
