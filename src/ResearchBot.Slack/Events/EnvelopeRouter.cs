using System.Text.Json;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Platforms;
using ResearchBot.Slack.Envelopes;
using ResearchBot.Slack.Payloads;
using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Requests;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Events;

/// <summary>Hands each envelope, which was acknowledged already, to whoever serves it; a few at a time.</summary>
internal sealed partial class EnvelopeRouter(
    EnvelopeQueue queue,
    SlackWeb slack,
    SlackIdentity self,
    IncomingReader reader,
    MessageHandler messages,
    UseHandler uses,
    ChangedQuestions changed,
    RequestInbox inbox,
    TimeProvider time,
    ILogger<EnvelopeRouter> logger) : IDisposable
{
    private const int AtOnce = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(25); // a response_url lives for 30

    private readonly WorkInHand _work = new();
    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly CancellationTokenSource _hardStop = new();

    /// <summary>Routes envelopes until it is cancelled, and says to people who found no room that there was none.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var refusing = RefuseAsync(cancellationToken);
        _ = _work.Start(() => SafelyAsync("open requests", ResumeAsync));
        while (true)
        {
            var envelope = await queue.TakeAsync(cancellationToken);
            await _places.WaitAsync(cancellationToken);
            _ = _work.Start(async () =>
            {
                try
                {
                    await SafelyAsync(envelope.Kind.ToString(), () => ServeAsync(envelope.Kind, envelope.Payload, isFirst: true, _hardStop.Token));
                }
                finally
                {
                    _places.Release();
                }
            });
        }
    }

    /// <summary>Lets what is in hand finish; what takes too long is kept for the next process.</summary>
    public async Task EndAsync()
    {
        await _work.EndAsync(Patience, time);
        await _hardStop.CancelAsync();
        await _work.EndAsync(TimeSpan.FromSeconds(1), time);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _places.Dispose();
        _hardStop.Dispose();
    }

    private async Task ServeAsync(EnvelopeKind kind, JsonElement payload, bool isFirst, CancellationToken cancellationToken)
    {
        var kept = isFirst ? $"{(int)kind}{payload.GetRawText()}" : null;
        switch (kind)
        {
            case EnvelopeKind.Event when SlackJson.TryRead(payload, SlackJson.Default.EventCallback) is { TeamId: { } team } callback && callback.Read() is { } happened:
                await ServeAsync(happened, team, kept, cancellationToken);
                break;
            case EnvelopeKind.SlashCommand when SlackJson.TryRead(payload, SlackJson.Default.SlashCommand) is { } typed:
                await uses.HandleAsync(() => reader.Read(typed), typed.ResponseUrl, $"Asked with {typed.Command}: {SlackIds.Resolve(typed.Text ?? string.Empty)}", kept, cancellationToken);
                break;
            case EnvelopeKind.Interaction when SlackJson.TryRead(payload, SlackJson.Default.Interaction) is { } used:
                await uses.HandleAsync(() => IncomingReader.Read(used), used.ResponseUrl, string.Empty, kept, cancellationToken);
                break;
        }
    }

    private Task ServeAsync(SlackEvent happened, string team, string? kept, CancellationToken cancellationToken) => happened switch
    {
        { Type: "message", Subtype: "message_deleted", Channel: { } channel, DeletedTs: { } ts } => changed.DeletedAsync(channel, ts, cancellationToken),
        { Type: "message", Subtype: "message_changed", Channel: { } channel, Message: { Ts: not null } message } => changed.EditedAsync(channel, message, team, cancellationToken),
        { Type: "member_joined_channel", Channel: { } channel } when happened.User == self.User => WelcomeAsync(channel, team, cancellationToken),
        { Type: "app_mention" or "message" } when kept is null => messages.ResumeAsync(happened, team, cancellationToken),
        { Type: "app_mention" or "message" } => messages.HandleAsync(happened, team, kept, cancellationToken),
        _ => Task.CompletedTask,
    };

    /// <summary>Once in each team: where somebody first takes the bot into a channel.</summary>
    private async Task WelcomeAsync(string channel, string team, CancellationToken cancellationToken)
    {
        if (await inbox.BeginAsync(SlackIds.Platform, $"welcome/{team}", string.Empty, string.Empty, string.Empty, cancellationToken))
        {
            var welcome = SlackRenderer.Welcome();
            await slack.PostAsync(channel, new OutgoingMessage(welcome.Text) { Blocks = welcome.Blocks }, cancellationToken);
            await inbox.DoneAsync(SlackIds.Platform, $"welcome/{team}", null, null, cancellationToken);
        }
    }

    /// <summary>Goes on with what a process before this one left.</summary>
    private async Task ResumeAsync()
    {
        foreach (var open in await inbox.OpenAsync(SlackIds.Platform, Young, _hardStop.Token))
        {
            if (open.Payload.Length > 1)
            {
                using var payload = JsonDocument.Parse(open.Payload[1..]);
                var (kind, root) = ((EnvelopeKind)(open.Payload[0] - '0'), payload.RootElement.Clone());
                _ = _work.Start(() => SafelyAsync(open.Id, () => ServeAsync(kind, root, isFirst: false, _hardStop.Token)));
            }
        }
    }

    /// <summary>Their acknowledgement could not say that there was no room.</summary>
    private async Task RefuseAsync(CancellationToken cancellationToken)
    {
        await foreach (var envelope in queue.Refused.ReadAllAsync(cancellationToken))
        {
            await SafelyAsync("a full queue", () => SayBusyAsync(envelope, cancellationToken));
        }
    }

    private async Task SayBusyAsync(SlackEnvelope envelope, CancellationToken cancellationToken)
    {
        var busy = new OutgoingMessage(EnvelopeAnswers.Busy);
        if (envelope.Kind == EnvelopeKind.Interaction && SlackJson.TryRead(envelope.Payload, SlackJson.Default.Interaction) is { Channel.Id: { } room, User.Id: { } presser })
        {
            await slack.PostEphemeralAsync(room, presser, busy, cancellationToken);
        }
        else if (envelope.Kind == EnvelopeKind.Event && SlackJson.TryRead(envelope.Payload, SlackJson.Default.EventCallback)?.Read()
            is { Type: "app_mention", Channel: { } channel, User: { } user } mention)
        {
            await slack.PostEphemeralAsync(channel, user, busy with { ThreadTs = mention.ThreadTs }, cancellationToken);
        }
    }

    private async Task SafelyAsync(string what, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !_hardStop.IsCancellationRequested)
        {
            LogFault(fault, what);
        }
        catch (OperationCanceledException)
        {
            // Handed back: it is open in the inbox.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{What} could not be served")]
    private partial void LogFault(Exception fault, string what);
}
