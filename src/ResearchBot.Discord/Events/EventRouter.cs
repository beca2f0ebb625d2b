using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Platforms;
using ResearchBot.Discord.Gateway;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Registration;
using ResearchBot.Discord.Requests;
using ResearchBot.Discord.Servers;

namespace ResearchBot.Discord.Events;

/// <summary>
/// Hands each event to whoever serves it. Interactions begin at once, since Discord waits 3 s for them; messages wait for one
/// of a few places; where too many wait, no more are read from the gateway.
/// </summary>
internal sealed partial class EventRouter(
    ServerDirectory servers,
    ServerVisits visits,
    BotIdentity self,
    CommandRegistrar registrar,
    InteractionHandler interactions,
    MessageHandler messages,
    ChangedQuestions changed,
    RequestInbox inbox,
    TimeProvider time,
    ILogger<EventRouter> logger) : IDisposable
{
    private const int MessagesAtOnce = 32;
    private const int WaitingMessages = 2_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(14);

    private readonly WorkInHand _work = new();
    private readonly MessageTurns _turns = new();
    private Channel<Waiting> _messages = NewQueue();
    private CancellationTokenSource _hardStop = new();
    private bool _hasBegun;
    private volatile bool _isEnding;

    /// <summary>Routes events until there are no more and what came is in hand or kept.</summary>
    public async Task RunAsync(ChannelReader<GatewayEvent> events)
    {
        (_messages, _hardStop, _hasBegun, _isEnding) = (NewQueue(), new CancellationTokenSource(), false, false); // it may run again, where it had lost the token to another process
        var workers = Enumerable.Range(0, MessagesAtOnce).Select(_ => ServeMessagesAsync()).ToArray();
        await foreach (var received in events.ReadAllAsync(CancellationToken.None))
        {
            servers.Take(received);
            switch (received.Name)
            {
                case "READY":
                    Begin(received.Data);
                    break;
                case "INTERACTION_CREATE":
                    Start(received, () => interactions.HandleAsync(received, _hardStop.Token));
                    break;
                case "MESSAGE_CREATE" when messages.Hear(received.Data, out var goesOn):
                    await QueueAsync(received.Name, received.Data, IdOf(received.Data), goesOn);
                    break;
                case "MESSAGE_UPDATE" when ChangedQuestions.IsByPerson(received.Data):
                case "MESSAGE_DELETE":
                    await QueueAsync(received.Name, received.Data, IdOf(received.Data));
                    break;
                case "MESSAGE_DELETE_BULK" when received.Data.TryGetProperty("ids", out var ids):
                    foreach (var id in ids.EnumerateArray())
                    {
                        await QueueAsync("MESSAGE_DELETE", received.Data, id.GetString());
                    }

                    break;
                case "GUILD_CREATE":
                    Start(received, () => visits.JoinedAsync(received.Data, _hardStop.Token));
                    break;
                case "GUILD_DELETE":
                    Start(received, () => visits.LeftAsync(received.Data, _hardStop.Token));
                    break;
            }
        }

        _messages.Writer.Complete();
        await Task.WhenAll(workers);
    }

    private static Channel<Waiting> NewQueue() =>
        System.Threading.Channels.Channel.CreateBounded<Waiting>(WaitingMessages);

    private async Task QueueAsync(string name, JsonElement data, string? message, bool goesOn = false)
    {
        if (message is null)
        {
            return;
        }

        if (name == "MESSAGE_DELETE")
        {
            messages.Deleted(message); // at once: the reply may be on its way
        }

        await _messages.Writer.WriteAsync(new Waiting(name, data, goesOn, _turns.Take(message)));
    }

    private static string? IdOf(JsonElement data) => data.TryGetProperty("id", out var id) ? id.GetString() : null;

    /// <summary>From now on messages are kept for the next process.</summary>
    public void BeginNothing() => _isEnding = true;

    /// <summary>Lets what is in hand finish; what takes too long is kept for the next process.</summary>
    public async Task EndAsync()
    {
        await _work.EndAsync(Patience, time);
        await _hardStop.CancelAsync();
        await _work.EndAsync(TimeSpan.FromSeconds(1), time);
    }

    /// <inheritdoc/>
    public void Dispose() => _hardStop.Dispose();

    private void Begin(JsonElement data)
    {
        var ready = data.Deserialize(DiscordJson.Default.Ready);
        self.User = ready?.User.Id ?? self.User;
        self.Application = ready?.Application?.Id ?? self.Application;
        if (!_hasBegun) // READY comes again with every new session
        {
            _hasBegun = true;
            _ = _work.Start(() => SafelyAsync("commands", () => registrar.RegisterAsync(self.Application, _hardStop.Token)));
            _ = _work.Start(() => SafelyAsync("open requests", ResumeAsync));
        }
    }

    /// <summary>Goes on with what a process before this one left.</summary>
    private async Task ResumeAsync()
    {
        foreach (var open in await inbox.OpenAsync(DiscordIds.Platform, TokenLife, _hardStop.Token))
        {
            using var payload = JsonDocument.Parse(open.Payload);
            var isInteraction = payload.RootElement.TryGetProperty("token", out _);
            _ = _work.Start(() => SafelyAsync(open.Id, () => isInteraction
                ? interactions.ResumeAsync(open, _hardStop.Token)
                : messages.ResumeAsync(open, _hardStop.Token)));
        }
    }

    private async Task ServeMessagesAsync()
    {
        await foreach (var (name, data, goesOn, turn) in _messages.Reader.ReadAllAsync(CancellationToken.None))
        {
            using var held = turn;
            await _work.Start(() => SafelyAsync(name, async () =>
            {
                await turn.Begun;
                await (name switch
                {
                    "MESSAGE_CREATE" => messages.HandleAsync(data, goesOn, _isEnding, _isEnding ? CancellationToken.None : _hardStop.Token),
                    "MESSAGE_UPDATE" => changed.EditedAsync(data, _hardStop.Token),
                    _ => changed.DeletedAsync(turn.Message, _isEnding ? CancellationToken.None : _hardStop.Token),
                });
            }));
        }
    }

    private void Start(GatewayEvent received, Func<Task> work) => _work.Start(() => SafelyAsync(received.Name, work));

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

    private sealed record Waiting(string Event, JsonElement Data, bool GoesOn, MessageTurns.Turn Turn);

    [LoggerMessage(Level = LogLevel.Error, Message = "{What} could not be served")]
    private partial void LogFault(Exception fault, string what);
}
