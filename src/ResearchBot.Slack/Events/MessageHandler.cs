using ResearchBot.Core;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Platforms;
using ResearchBot.Slack.Payloads;
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
    ThreadTalk talk,
    ReplyFinder finder)
{
    private readonly RecentIds _seen = new(50_000);
    private readonly RecentIds _deleted = new(50_000);

    /// <summary>
    /// Hears a message, as messages come. Most are people's own affair; that is seen without the store and without asking Slack.
    /// </summary>
    /// <param name="message">The event.</param>
    /// <param name="goesOn">Whether it speaks to the bot, if it stands in a thread in which the bot takes part.</param>
    /// <returns>Whether it may be for the bot.</returns>
    public bool Hear(SlackEvent message, out bool goesOn)
    {
        goesOn = false;
        if (message is not { User: { } user, Channel: { } channel, Ts: { } ts } || IncomingReader.IsByOthers(message, self.User))
        {
            return false;
        }

        var text = message.Text ?? string.Empty;
        var isToBot = message.Type == "app_mention" || text.Contains($"<@{self.User}", StringComparison.Ordinal);
        if (IsDirect(message) || (message.ThreadTs is null && !isToBot))
        {
            return IsDirect(message);
        }

        var isToAnother = text.Contains("<@", StringComparison.Ordinal) || text.Contains("<!", StringComparison.Ordinal);
        goesOn = talk.Hear($"{channel}/{message.ThreadTs ?? ts}", ts, user, isToBot, isToAnother);
        return message.Type == "app_mention" || !isToBot; // a mention comes as an event of its own, too
    }

    /// <summary>Serves a message that may be for the bot, if it is.</summary>
    /// <param name="message">The event.</param>
    /// <param name="goesOn">What was heard of it.</param>
    /// <param name="received">The event that it came with.</param>
    /// <param name="isForLater">Whether it is only kept, for the next process to serve.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task HandleAsync(SlackEvent message, bool goesOn, ReceivedEvent received, bool isForLater, CancellationToken cancellationToken)
    {
        var workspace = await requests.WorkspaceOfAsync(received.Team, cancellationToken);
        if (message.Type != "app_mention" && !IsDirect(message) && !(goesOn && await IsFollowUpAsync(message, workspace, cancellationToken)))
        {
            return;
        }

        if (_seen.Add(IdOf(message))
            && await inbox.BeginAsync(SlackIds.Platform, IdOf(message), received.Id, workspace, SlackIds.Person(message.User!), received.Payload, cancellationToken)
            && !isForLater)
        {
            await RunAsync(message, received.Team, isAgain: false, cancellationToken);
        }
    }

    /// <summary>Goes on with a message that an ended process had begun, unless that one had replied already, or it is gone.</summary>
    public async Task ResumeAsync(SlackEvent message, string team, CancellationToken cancellationToken)
    {
        if (_seen.Add(IdOf(message)))
        {
            await RunAsync(message, team, isAgain: true, cancellationToken);
        }
    }

    /// <summary>A question was deleted: a reply that is not sent yet never is.</summary>
    public void Deleted(string channel, string ts) => _deleted.Add($"{channel}/{ts}");

    private static string IdOf(SlackEvent message) => $"{message.Channel}/{message.Ts}";

    private static bool IsDirect(SlackEvent message) => message.ChannelType == "im" || message.Channel!.StartsWith('D');

    private async Task RunAsync(SlackEvent message, string team, bool isAgain, CancellationToken cancellationToken)
    {
        Incoming? incoming;
        UserFacingException? refusal = null;
        try
        {
            incoming = reader.Read(message, team, self.User);
        }
        catch (UserFacingException wrong)
        {
            (incoming, refusal) = (IncomingReader.Empty(message, team), wrong);
        }

        if (incoming is null)
        {
            return;
        }

        var thread = await ThreadAsync(incoming, message, cancellationToken);
        var place = await PlaceAsync(incoming, thread, cancellationToken);
        if (isAgain && (await finder.IsGoneAsync(incoming.Channel, message.ThreadTs, message.Ts!, cancellationToken) || await place.IsSentAsync(cancellationToken)))
        {
            await inbox.DoneAsync(SlackIds.Platform, incoming.Id, replyAddress: null, answerId: null, cancellationToken);
        }
        else if (refusal is not null)
        {
            await runner.RefuseAsync(refusal, place, cancellationToken);
            await inbox.DoneAsync(SlackIds.Platform, incoming.Id, replyAddress: null, answerId: null, cancellationToken);
        }
        else
        {
            await SayAtWorkAsync(incoming.Channel, thread, cancellationToken);
            await runner.RunAsync(incoming with { Thread = thread }, place, () => !_deleted.Has(incoming.Id), cancellationToken);
        }
    }

    /// <summary>Where the reply must be private, others would read it in the channel: it goes to the person.</summary>
    private async Task<ChannelPlace> PlaceAsync(Incoming incoming, string? thread, CancellationToken cancellationToken)
    {
        var workspace = await requests.WorkspaceOfAsync(incoming.Team, cancellationToken);
        var isPrivate = !incoming.IsDirect && catalog.Find(incoming.Command) is { } command
            && await privacy.IsPrivateAsync(command, workspace, SlackIds.Channel(incoming.Channel), cancellationToken);
        var after = incoming.Id.Split('/')[1];
        return isPrivate
            ? new ChannelPlace(slack, (await slack.OpenDirectAsync(incoming.User, cancellationToken)).Id, thread: null, isDirect: true) { Finder = finder, Question = incoming.Id, After = after }
            : new ChannelPlace(slack, incoming.Channel, thread, incoming.IsDirect) { Finder = finder, Question = incoming.Id, After = after, Asker = incoming.IsDirect ? null : incoming.User };
    }

    /// <summary>Only where the bot took part before and nobody wants it quiet.</summary>
    private async Task<bool> IsFollowUpAsync(SlackEvent message, string workspace, CancellationToken cancellationToken)
    {
        var address = new ConversationAddress(workspace, SlackIds.Platform, $"{message.Channel}/{message.ThreadTs}");
        return await conversations.FindAsync(address, cancellationToken) is not null && !await quiet.IsAsync(address, cancellationToken);
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
        catch (Exception fault) when (fault is SlackException or HttpRequestException)
        {
            // Not every channel and app may show it.
        }
    }
}
