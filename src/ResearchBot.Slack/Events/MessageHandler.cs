using System.Text.Json;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Moderation.Settings;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Platforms;
using ResearchBot.Slack.Payloads;
using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Replies;
using ResearchBot.Slack.Requests;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Events;

/// <summary>Questions that are typed as messages: by mention, directly, or as a follow-up in a thread of the bot's.</summary>
internal sealed class MessageHandler(
    SlackWeb slack,
    SlackIdentity self,
    IncomingReader reader,
    SlackRequests requests,
    ConversationStore conversations,
    ChosenSettings settings,
    Quiet quiet,
    RequestInbox inbox,
    RequestRunner runner,
    CommandCatalog catalog,
    ReplyPrivacy privacy,
    MessageTurns turns,
    ReplyFinder finder)
{
    private readonly RecentIds _seen = new(50_000);
    private readonly RecentIds _deleted = new(50_000);
    private readonly ThreadTalk _talk = new();

    /// <summary>Serves a message, if it is for the bot.</summary>
    /// <param name="message">The event.</param>
    /// <param name="team">The team.</param>
    /// <param name="payload">The event as it came, to run it again after a crash.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task HandleAsync(SlackEvent message, string team, string payload, CancellationToken cancellationToken)
    {
        if (await IsForBotAsync(message, team, cancellationToken) && _seen.Add($"{message.Channel}/{message.Ts}"))
        {
            await turns.RunAsync($"{message.Channel}/{message.Ts}", () => BeginAsync(message, team, payload, cancellationToken));
        }
    }

    private async Task BeginAsync(SlackEvent message, string team, string payload, CancellationToken cancellationToken)
    {
        var workspace = await requests.WorkspaceOfAsync(team, cancellationToken);
        if (await inbox.BeginAsync(SlackIds.Platform, $"{message.Channel}/{message.Ts}", workspace, SlackIds.Person(message.User ?? string.Empty), payload, cancellationToken))
        {
            await RunAsync(message, team, cancellationToken);
        }
    }

    /// <summary>Goes on with a message that an ended process had begun, unless that one had replied already.</summary>
    public async Task ResumeAsync(SlackEvent message, string team, CancellationToken cancellationToken)
    {
        if (_seen.Add($"{message.Channel}/{message.Ts}"))
        {
            if (await finder.IsDoneWithAsync(message.Channel!, message.ThreadTs, message.Ts!, cancellationToken))
            {
                await inbox.DoneAsync(SlackIds.Platform, $"{message.Channel}/{message.Ts}", null, null, cancellationToken);
                return;
            }

            await turns.RunAsync($"{message.Channel}/{message.Ts}", () => RunAsync(message, team, cancellationToken));
        }
    }

    /// <summary>A question was deleted: a reply that is not sent yet never is.</summary>
    public void Deleted(string channel, string ts) => _deleted.Add($"{channel}/{ts}");

    private async Task RunAsync(SlackEvent message, string team, CancellationToken cancellationToken)
    {
        var place = new ChannelPlace(slack, message.Channel!, message.ThreadTs ?? message.Ts, message.Channel!.StartsWith('D'));
        Incoming? incoming;
        try
        {
            incoming = reader.Read(message, team, self.User);
        }
        catch (Core.UserFacingException wrong)
        {
            await runner.RefuseAsync(wrong, place, cancellationToken);
            await inbox.DoneAsync(SlackIds.Platform, $"{message.Channel}/{message.Ts}", null, null, cancellationToken);
            return;
        }

        if (incoming is null)
        {
            return;
        }

        var thread = await ThreadAsync(incoming, message, cancellationToken);
        _talk.Asked($"{incoming.Channel}/{thread ?? message.Ts}", incoming.User);
        await SayAtWorkAsync(incoming.Channel, thread, cancellationToken);
        await runner.RunAsync(
            incoming with { Thread = thread }, await PlaceAsync(incoming, thread, cancellationToken), () => !_deleted.Has(incoming.Id), cancellationToken);
    }

    /// <summary>Where the reply must be private, others would read it in the channel: it goes to the person.</summary>
    private async Task<ReplyPlace> PlaceAsync(Incoming incoming, string? thread, CancellationToken cancellationToken)
    {
        var workspace = await requests.WorkspaceOfAsync(incoming.Team, cancellationToken);
        var isPrivate = !incoming.IsDirect && catalog.Find(incoming.Command) is { } command
            && await privacy.IsPrivateAsync(command, workspace, SlackIds.Channel(incoming.Channel), cancellationToken);
        return isPrivate
            ? new ChannelPlace(slack, (await slack.OpenDirectAsync(incoming.User, cancellationToken)).Id, thread: null, isDirect: true)
            : new ChannelPlace(slack, incoming.Channel, thread, incoming.IsDirect) { Finder = finder, After = incoming.Id.Split('/')[1], Asker = incoming.IsDirect ? null : incoming.User };
    }

    private async Task<bool> IsForBotAsync(SlackEvent message, string team, CancellationToken cancellationToken)
    {
        if (message is not { User: { } user, Channel: { } channel, Ts: not null, BotId: null, Subtype: null or "file_share" or "thread_broadcast" } || user == self.User)
        {
            return false;
        }

        if (message.Type == "app_mention" || message.ChannelType == "im" || channel.StartsWith('D'))
        {
            return true;
        }

        var text = message.Text ?? string.Empty;
        if (message.ThreadTs is not { } thread || text.Contains($"<@{self.User}", StringComparison.Ordinal))
        {
            return false; // a mention comes as an event of its own
        }

        var address = new ConversationAddress(await requests.WorkspaceOfAsync(team, cancellationToken), SlackIds.Platform, $"{channel}/{thread}");
        return await conversations.FindAsync(address, cancellationToken) is not null
            && !await quiet.IsAsync(address, cancellationToken)
            && _talk.IsForBot($"{channel}/{thread}", user, isToAnother: text.Contains("<@", StringComparison.Ordinal));
    }

    /// <summary>The thread of the question; beside it where the channel's setting says so, and in direct messages.</summary>
    private async Task<string?> ThreadAsync(Incoming incoming, SlackEvent message, CancellationToken cancellationToken)
    {
        if (message.ThreadTs is not null || incoming.IsDirect)
        {
            return message.ThreadTs;
        }

        var workspace = await requests.WorkspaceOfAsync(incoming.Team, cancellationToken);
        return SettingCatalog.Threads.In(await settings.ReadAsync(workspace, SlackIds.Channel(incoming.Channel), cancellationToken)) == "on" ? message.Ts : null;
    }

    private async Task SayAtWorkAsync(string channel, string? thread, CancellationToken cancellationToken)
    {
        try
        {
            if (thread is not null)
            {
                await slack.SetStatusAsync(channel, thread, "is searching the documents…", cancellationToken);
            }
        }
        catch (SlackException)
        {
            // Not every channel and app may show it.
        }
    }
}
