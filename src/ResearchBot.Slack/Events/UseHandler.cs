using Microsoft.Extensions.Logging;
using ResearchBot.Core;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Platforms;
using ResearchBot.Slack.Payloads;
using ResearchBot.Slack.Replies;
using ResearchBot.Slack.Requests;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Events;

/// <summary>Commands with a slash, shortcuts, buttons and forms, which were acknowledged already.</summary>
internal sealed partial class UseHandler(
    SlackWeb slack, IncomingReader reader, SlackRequests requests, CommandCatalog catalog, ReplyPrivacy privacy, RequestInbox inbox, RequestRunner runner, ReplyFinder finder, ThreadTalk talk,
    TimeProvider time, ILogger<UseHandler> logger)
{
    private static readonly TimeSpan TriggerLife = TimeSpan.FromSeconds(3);

    /// <summary>Serves a command.</summary>
    /// <param name="typed">The command.</param>
    /// <param name="payload">As it came, to run it again after a crash.</param>
    /// <param name="isForLater">Whether it is only kept, for the next process to serve.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task HandleAsync(SlashCommand typed, string payload, bool isForLater, CancellationToken cancellationToken) =>
        HandleAsync(() => reader.Read(typed), typed.ResponseUrl, Asked(typed), payload, isForLater, cancellationToken);

    /// <summary>Serves a press or a shortcut.</summary>
    /// <param name="used">What was used.</param>
    /// <param name="payload">As it came, to run it again after a crash.</param>
    /// <param name="isForLater">Whether it is only kept, for the next process to serve.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task HandleAsync(Interaction used, string payload, bool isForLater, CancellationToken cancellationToken)
    {
        if (used is { TriggerId: { } trigger, Actions: [{ ActionId: ReasonForm.Button }, ..] } && !isForLater)
        {
            await AskWhyAsync(trigger, used, cancellationToken);
        }

        await HandleAsync(() => IncomingReader.Read(used), used.ResponseUrl, asked: string.Empty, payload, isForLater, cancellationToken);
    }

    /// <summary>Goes on with a command that an ended process had begun.</summary>
    public Task ResumeAsync(ReceivedRequest open, SlashCommand typed, CancellationToken cancellationToken) =>
        reader.Read(typed) is { } incoming ? ResumeAsync(open, incoming, Asked(typed), cancellationToken) : Task.CompletedTask;

    /// <summary>Goes on with a press or a shortcut that an ended process had begun.</summary>
    public Task ResumeAsync(ReceivedRequest open, Interaction used, CancellationToken cancellationToken) =>
        IncomingReader.Read(used) is { } incoming ? ResumeAsync(open, incoming, asked: string.Empty, cancellationToken) : Task.CompletedTask;

    private static string Asked(SlashCommand typed) => $"Asked with {typed.Command}: {SlackIds.Resolve(typed.Text ?? string.Empty)}";

    /// <summary>At once, since Slack opens a form within three seconds only; where it does not, the vote counts all the same.</summary>
    private async Task AskWhyAsync(string trigger, Interaction used, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(TriggerLife, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await slack.OpenViewAsync(trigger, ReasonForm.Of(IncomingReader.Read(used)!, used.ResponseUrl), either.Token);
        }
        catch (Exception fault) when (fault is SlackException or HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            LogNoForm(fault);
        }
    }

    private async Task HandleAsync(Func<Incoming?> read, string? responseUrl, string asked, string payload, bool isForLater, CancellationToken cancellationToken)
    {
        Incoming? incoming;
        try
        {
            incoming = read();
        }
        catch (UserFacingException wrong) when (IncomingReader.UrlOf(responseUrl) is { } url)
        {
            await runner.RefuseAsync(wrong, new ResponsePlace(slack, url, thread: null, isPrivate: true), cancellationToken);
            return;
        }

        if (incoming is null)
        {
            return;
        }

        var workspace = await requests.WorkspaceOfAsync(incoming.Team, cancellationToken);
        if (await inbox.BeginAsync(SlackIds.Platform, incoming.Id, workspace, SlackIds.Person(incoming.User), payload, cancellationToken) && !isForLater)
        {
            var place = await PlaceAsync(incoming, workspace, asked, after: string.Empty, cancellationToken);
            if (incoming is { Command: "ask", Thread: { } thread } && !place.IsPrivate)
            {
                talk.Opened($"{incoming.Channel}/{thread}", thread, incoming.User);
            }

            await runner.RunAsync(incoming, place, () => true, cancellationToken);
        }
    }

    private async Task ResumeAsync(ReceivedRequest open, Incoming incoming, string asked, CancellationToken cancellationToken)
    {
        var place = await PlaceAsync(incoming, open.Workspace, asked, after: $"{open.ReceivedAt.ToUnixTimeSeconds()}.000000", cancellationToken);
        if (await place.IsSentAsync(cancellationToken))
        {
            await inbox.DoneAsync(SlackIds.Platform, incoming.Id, replyAddress: null, answerId: null, cancellationToken);
            return;
        }

        await runner.RunAsync(incoming, place, () => true, cancellationToken);
    }

    private async Task<ReplyPlace> PlaceAsync(Incoming incoming, string workspace, string asked, string after, CancellationToken cancellationToken)
    {
        ChannelPlace In(string channel, string? thread, bool isDirect) => new(slack, channel, thread, isDirect) { Finder = finder, Question = incoming.Id, After = after };

        if (incoming.IsDirect)
        {
            return In(incoming.Channel, incoming.Thread, isDirect: true);
        }

        var isPrivate = incoming.WantsPrivate || catalog.Find(incoming.Command) is not { } command
            || await privacy.IsPrivateAsync(command, workspace, SlackIds.Channel(incoming.Channel), cancellationToken);
        return isPrivate
            ? incoming.ResponseUrl is { } alone
                ? new ResponsePlace(slack, alone, incoming.Thread, isPrivate: true)
                : In((await slack.OpenDirectAsync(incoming.User, cancellationToken)).Id, thread: null, isDirect: true)
            : incoming.ResponseUrl is { } url
                ? new CommandPlace(slack, In(incoming.Channel, thread: null, isDirect: false), asked, url)
                : In(incoming.Channel, incoming.Thread, isDirect: false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack: the form for a reason could not be opened")]
    private partial void LogNoForm(Exception fault);
}
