using System.Net;
using System.Text.Json;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Platforms;
using ResearchBot.Discord.Payloads;
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
    OpenLoads loads,
    CommandCatalog catalog,
    ReplyPrivacy privacy,
    TypingSign typing)
{
    private readonly RecentIds _seen = new(50_000);
    private readonly RecentIds _deleted = new(50_000);
    private readonly ThreadTalk _talk = new();

    /// <summary>
    /// Hears a message, in the order in which messages come. Most are people's own affair; that is seen without the store and
    /// without asking Discord.
    /// </summary>
    /// <param name="data">The message.</param>
    /// <param name="goesOn">Whether it speaks to the bot, if it stands in a thread in which the bot takes part.</param>
    /// <returns>Whether it may be for the bot.</returns>
    public bool Hear(JsonElement data, out bool goesOn)
    {
        goesOn = false;
        if (data.Deserialize(DiscordJson.Default.Message) is not { Author: { Bot: false } author, ChannelId: { } room } message || !MayBeForBot(message))
        {
            return false;
        }

        var isToAnother = message.Mentions is { Count: > 0 } || (message.ReferencedMessage?.Author is { } other && other.Id != self.User);
        goesOn = _talk.Hear(room, message.Id, author.Id, MessageReader.Mentions(message, self.User), isToAnother);
        return true;
    }

    /// <summary>Serves a message that may be for the bot, if it is.</summary>
    /// <param name="data">The message.</param>
    /// <param name="goesOn">What was heard of it.</param>
    /// <param name="isForLater">Whether it is only kept, for the next process to serve.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task HandleAsync(JsonElement data, bool goesOn, bool isForLater, CancellationToken cancellationToken)
    {
        var message = data.Deserialize(DiscordJson.Default.Message);
        if (message is not { Author: { } author, ChannelId: { } room } || !_seen.Add(message.Id))
        {
            return;
        }

        var channel = message.GuildId is null ? null : await channels.FindAsync(message.GuildId, room, cancellationToken);
        var workspace = await requests.WorkspaceOfAsync(message.GuildId, author.Id, cancellationToken);
        if (MessageReader.Read(message, self.User, goesOn && await IsFollowUpAsync(message, channel, workspace, cancellationToken)) is not { } incoming)
        {
            return;
        }

        if (await inbox.BeginAsync(DiscordIds.Platform, message.Id, workspace, DiscordIds.Person(author.Id), data.GetRawText(), cancellationToken)
            && !isForLater)
        {
            await RunAsync(incoming, message, channel, workspace, cancellationToken);
        }
    }

    /// <summary>Goes on with a message that an ended process had begun.</summary>
    public async Task ResumeAsync(ReceivedRequest open, CancellationToken cancellationToken)
    {
        var message = JsonSerializer.Deserialize(open.Payload, DiscordJson.Default.Message);
        if (message is not { ChannelId: { } room } || !_seen.Add(message.Id) || MessageReader.Read(message, self.User, isFollowUp: true) is not { } incoming)
        {
            return;
        }

        if (await IsGoneAsync(room, message.Id, cancellationToken) || await loads.IsStoredAsync(open, incoming, cancellationToken))
        {
            await inbox.DoneAsync(DiscordIds.Platform, message.Id, replyAddress: null, answerId: null, cancellationToken);
            return;
        }

        var channel = message.GuildId is null ? null : await channels.FindAsync(message.GuildId, room, cancellationToken);
        var workspace = await requests.WorkspaceOfAsync(message.GuildId, incoming.By.Id, cancellationToken);
        await RunAsync(incoming, message, channel, workspace, cancellationToken);
    }

    /// <summary>A question was deleted: a reply that is not sent yet never is.</summary>
    public void Deleted(string message) => _deleted.Add(message);

    private bool MayBeForBot(Message message) =>
        message.GuildId is null
        || MessageReader.Mentions(message, self.User)
        || (!string.IsNullOrEmpty(message.Content) && servers.FindChannel(message.GuildId, message.ChannelId) is null or { IsThread: true });

    private async Task RunAsync(Incoming incoming, Message message, Channel? channel, string workspace, CancellationToken cancellationToken)
    {
        var isPrivate = message.GuildId is not null
            && (channel is null || await privacy.IsPrivateAsync(catalog.Find(incoming.Command)!, workspace, DiscordIds.Channel(channel.Room), cancellationToken));
        var thread = !isPrivate && await WantsThreadAsync(incoming, channel, workspace, cancellationToken) ? ThreadName.Of(incoming) : null;
        if (thread is not null)
        {
            _talk.Opened(message.Id, message.Id, incoming.By.Id);
        }

        ReplyPlace place = isPrivate
            ? new DirectPlace(rest, message.Id, incoming.ChannelId, incoming.By.Id)
            : new MessagePlace(rest, message.Id, incoming.ChannelId, thread, message.GuildId is null, incoming.By.Id);
        await using var sign = typing.Show(incoming.ChannelId, cancellationToken);
        await runner.RunAsync(
            thread is null ? incoming : incoming with { Thread = message.Id }, place, () => !_deleted.Has(message.Id), cancellationToken);
    }

    /// <summary>Whether it was deleted while no process was there to be told.</summary>
    private async Task<bool> IsGoneAsync(string room, string message, CancellationToken cancellationToken)
    {
        try
        {
            await rest.ReadMessageAsync(room, message, cancellationToken);
            return false;
        }
        catch (DiscordException refused)
        {
            return refused.Status == HttpStatusCode.NotFound;
        }
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
            && !await quiet.IsAsync(address, cancellationToken);
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
