namespace ResearchBot.Slack.Events;

/// <summary>Handles slash commands, shortcuts, buttons and forms, which were acknowledged already.</summary>
internal sealed partial class UseHandler(SlackPlatform platform, SlackWeb slack, IncomingReader reader, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan TriggerLife = TimeSpan.FromSeconds(3);

    public Task HandleAsync(SlashCommand typed, string payload, CancellationToken cancellationToken) =>
        HandleAsync(() => reader.Read(typed), typed.ResponseUrl, Asked(typed), payload, cancellationToken);

    public async Task HandleAsync(Interaction used, string payload, CancellationToken cancellationToken)
    {
        if (used is { TriggerId: { } trigger, Actions: [var pressed, ..] } && IncomingReader.PressOf(pressed).Action == ReasonForm.Button && !platform.Work.IsEnding)
        {
            await AskWhyAsync(trigger, used, cancellationToken);
        }

        await HandleAsync(() => reader.Read(used), used.ResponseUrl, asked: string.Empty, payload, cancellationToken);
    }

    public Task ResumeAsync(ReceivedRequest open, SlashCommand typed, CancellationToken cancellationToken) =>
        reader.Read(typed) is { } incoming ? ResumeAsync(open, incoming, Asked(typed), cancellationToken) : Task.CompletedTask;

    public Task ResumeAsync(ReceivedRequest open, Interaction used, CancellationToken cancellationToken) =>
        reader.Read(used) is { } incoming ? ResumeAsync(open, incoming, asked: string.Empty, cancellationToken) : Task.CompletedTask;

    private static string Asked(SlashCommand typed) => $"Asked with {typed.Command}: {SlackIds.Resolve(typed.Text ?? string.Empty)}";

    /// <summary>At once, since Slack opens a form within three seconds only; where it does not, the vote counts all the same.</summary>
    private async Task AskWhyAsync(string trigger, Interaction used, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(TriggerLife, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await slack.OpenViewAsync(trigger, ReasonForm.Of(reader.Read(used)!, used.ResponseUrl), either.Token);
        }
        catch (Exception fault) when (fault is SlackException or HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            LogNoForm(fault);
        }
    }

    private async Task HandleAsync(Func<SlackRequest?> read, string? responseUrl, string asked, string payload, CancellationToken cancellationToken)
    {
        SlackRequest? incoming;
        try
        {
            incoming = read();
        }
        catch (UserFacingException wrong) when (IncomingReader.UrlOf(responseUrl) is { } url)
        {
            await platform.Requests.RefuseAsync(wrong, new ResponseTarget(slack, url, thread: null, isPrivate: true), cancellationToken);
            return;
        }

        if (incoming is null)
        {
            return;
        }

        incoming = (SlackRequest)await platform.LocateAsync(incoming, cancellationToken);
        var workspace = await platform.FindWorkspaceAsync(incoming, cancellationToken);
        if (await platform.Requests.BeginAsync(incoming, eventId: null, workspace, payload, cancellationToken) && !platform.Work.IsEnding)
        {
            var target = await TargetAsync(incoming, workspace, asked, after: string.Empty, cancellationToken);
            if (incoming is { Command: "ask", Thread: { } thread } && !target.IsPrivate)
            {
                platform.Messages.Opened($"{incoming.Channel}/{thread}", thread, incoming.Author);
            }

            await platform.Requests.RunAsync(incoming, target, () => true, cancellationToken);
        }
    }

    private async Task ResumeAsync(ReceivedRequest open, SlackRequest incoming, string asked, CancellationToken cancellationToken)
    {
        if (!platform.Requests.TakeOver(open.Id))
        {
            return;
        }

        incoming = (SlackRequest)await platform.LocateAsync(incoming, cancellationToken);
        var target = await TargetAsync(incoming, open.Workspace, asked, after: $"{open.ReceivedAt.ToUnixTimeSeconds()}.000000", cancellationToken);
        if (await target.IsSentAsync(cancellationToken))
        {
            await platform.Requests.DoneAsync(incoming.Id, cancellationToken);
            return;
        }

        await platform.Requests.RunAsync(incoming, target, () => true, cancellationToken);
    }

    private async Task<ReplyTarget> TargetAsync(SlackRequest incoming, string workspace, string asked, string after, CancellationToken cancellationToken)
    {
        var isPrivate = await platform.Requests.IsPrivateAsync(incoming, workspace, cancellationToken);
        return incoming.ResponseUrl is not { } url || incoming.IsDirect ? new MessageTarget(platform, incoming, isPrivate) { After = after }
            : isPrivate ? new ResponseTarget(slack, url, incoming.Thread, isPrivate: true)
            : new CommandTarget(slack, new MessageTarget(platform, incoming, isPrivate: false) { After = after, Asker = null }, asked, url);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack: the form for a reason could not be opened")]
    private partial void LogNoForm(Exception fault);
}
