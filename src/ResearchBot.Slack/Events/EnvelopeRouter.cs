using System.Text.Json;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Platforms;
using ResearchBot.Slack.Envelopes;
using ResearchBot.Slack.Payloads;
using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Requests;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Events;

/// <summary>
/// Hands each envelope, which was acknowledged already, to whoever serves it: heard as they come, served a few at a time, and what
/// happens to one message in its order.
/// </summary>
internal sealed partial class EnvelopeRouter(
    EnvelopeQueue queue,
    SlackWeb slack,
    SlackIdentity self,
    MessageHandler messages,
    UseHandler uses,
    ChangedQuestions changed,
    RequestInbox inbox,
    TimeProvider time,
    ILogger<EnvelopeRouter> logger) : IDisposable
{
    private const int AtOnce = 64;

    private static readonly TimeSpan Young = TimeSpan.FromMinutes(25); // a response_url lives for 30

    private readonly WorkInHand _work = new();
    private readonly MessageTurns _turns = new();
    private readonly SemaphoreSlim _places = new(AtOnce);
    private CancellationTokenSource _hardStop = new();

    /// <summary>How long what is in hand may take at the end, before it is left to the next process.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>Routes envelopes until it is cancelled, and says to people who found no room that there was none.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _hardStop = new CancellationTokenSource(); // it may run again, where it had lost the token to another process
        _ = RefuseAsync(cancellationToken);
        _ = _work.Start(() => SafelyAsync("open requests", ResumeAsync));
        while (true)
        {
            await queue.WaitAsync(cancellationToken);
            await _places.WaitAsync(cancellationToken);
            _ = _work.Start(Begin(queue.TryTake()!)); // nobody else takes any
        }
    }

    /// <summary>Lets what is in hand finish; what takes too long is kept for the next process.</summary>
    public async Task EndAsync()
    {
        await _work.EndAsync(Patience, time);
        await _hardStop.CancelAsync();
        await _work.EndAsync(TimeSpan.FromSeconds(1), time);
    }

    /// <summary>Keeps what was acknowledged and not begun for the next process. Nothing comes any more.</summary>
    public async Task KeepAsync()
    {
        while (queue.TryTake() is { } envelope)
        {
            await SafelyAsync("what is left", Read(envelope, isForLater: true, CancellationToken.None));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _places.Dispose();
        _hardStop.Dispose();
    }

    private Func<Task> Begin(SlackEnvelope envelope)
    {
        var work = Read(envelope, isForLater: false, _hardStop.Token);
        return async () =>
        {
            try
            {
                await SafelyAsync(envelope.Kind.ToString(), work);
            }
            finally
            {
                _places.Release();
            }
        };
    }

    /// <summary>What there is to do for an envelope. Whatever depends on the order in which they come is done when this returns.</summary>
    private Func<Task> Read(SlackEnvelope envelope, bool isForLater, CancellationToken cancellationToken)
    {
        var (kind, payload) = (envelope.Kind, envelope.Payload);
        var kept = $"{(int)kind}{payload.GetRawText()}";
        return kind switch
        {
            EnvelopeKind.Event when SlackJson.TryRead(payload, SlackJson.Default.EventCallback) is { TeamId: { } team } callback && callback.Read() is { } happened =>
                Read(happened, new ReceivedEvent(callback.EventId, team, kept), isForLater, cancellationToken),
            EnvelopeKind.SlashCommand when SlackJson.TryRead(payload, SlackJson.Default.SlashCommand) is { } typed =>
                () => uses.HandleAsync(typed, kept, isForLater, cancellationToken),
            EnvelopeKind.Interaction when SlackJson.TryRead(payload, SlackJson.Default.Interaction) is { } used =>
                () => uses.HandleAsync(used, kept, isForLater, cancellationToken),
            _ => Nothing,
        };
    }

    private Func<Task> Read(SlackEvent happened, ReceivedEvent received, bool isForLater, CancellationToken cancellationToken)
    {
        switch (happened)
        {
            case { Type: "message", Subtype: "message_deleted", Channel: { } channel, DeletedTs: { } ts }:
                messages.Deleted(channel, ts); // at once: the reply may be on its way
                return InTurn($"{channel}/{ts}", () => changed.DeletedAsync(channel, ts, cancellationToken));
            case { Type: "message", Subtype: "message_changed", Channel: { } channel, Message: { Ts: { } ts, Edited: not null } message }:
                return InTurn($"{channel}/{ts}", () => changed.EditedAsync(channel, message, received, isForLater, cancellationToken));
            case { Type: "member_joined_channel", Channel: { } channel } when happened.User == self.User:
                return () => WelcomeAsync(channel, received.Team, cancellationToken);
            case { Type: "app_mention" or "message" } when messages.Hear(happened, out var goesOn):
                return InTurn($"{happened.Channel}/{happened.Ts}", () => messages.HandleAsync(happened, goesOn, received, isForLater, cancellationToken));
            default:
                return Nothing;
        }
    }

    private static Task Nothing() => Task.CompletedTask;

    private Func<Task> InTurn(string message, Func<Task> work)
    {
        var turn = _turns.Take(message);
        return async () =>
        {
            using var held = turn;
            await turn.Begun;
            await work();
        };
    }

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
                var work = Resume(open, (EnvelopeKind)(open.Payload[0] - '0'), payload.RootElement.Clone());
                _ = _work.Start(() => SafelyAsync(open.Id, work));
            }
        }
    }

    private Func<Task> Resume(ReceivedRequest open, EnvelopeKind kind, JsonElement payload) => kind switch
    {
        EnvelopeKind.SlashCommand when SlackJson.TryRead(payload, SlackJson.Default.SlashCommand) is { } typed => () => uses.ResumeAsync(open, typed, _hardStop.Token),
        EnvelopeKind.Interaction when SlackJson.TryRead(payload, SlackJson.Default.Interaction) is { } used => () => uses.ResumeAsync(open, used, _hardStop.Token),
        EnvelopeKind.Event when SlackJson.TryRead(payload, SlackJson.Default.EventCallback) is { TeamId: { } team } callback && callback.Read() is { } happened =>
            happened is { Subtype: "message_changed", Channel: { } channel, Message: { } edited }
                ? InTurn($"{channel}/{edited.Ts}", () => changed.ResumeAsync(open.Id, channel, edited, team, _hardStop.Token))
                : InTurn(open.Id, () => messages.ResumeAsync(happened, team, _hardStop.Token)),
        _ => Nothing,
    };

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
