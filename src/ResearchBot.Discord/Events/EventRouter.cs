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
    private readonly Channel<GatewayEvent> _messages = System.Threading.Channels.Channel.CreateBounded<GatewayEvent>(WaitingMessages);
    private readonly CancellationTokenSource _hardStop = new();
    private bool _hasBegun;
    private volatile bool _isEnding;

    /// <summary>Routes events until it is cancelled.</summary>
    public async Task RunAsync(ChannelReader<GatewayEvent> events, CancellationToken cancellationToken)
    {
        var workers = Enumerable.Range(0, MessagesAtOnce).Select(_ => ServeMessagesAsync(cancellationToken)).ToArray();
        await foreach (var received in events.ReadAllAsync(cancellationToken))
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
                case "MESSAGE_CREATE" or "MESSAGE_UPDATE" or "MESSAGE_DELETE":
                    await _messages.Writer.WriteAsync(received, cancellationToken);
                    break;
                case "GUILD_CREATE":
                    Start(received, () => visits.JoinedAsync(received.Data, _hardStop.Token));
                    break;
                case "GUILD_DELETE":
                    Start(received, () => visits.LeftAsync(received.Data, _hardStop.Token));
                    break;
            }
        }

        await Task.WhenAll(workers);
    }

    /// <summary>
    /// Begins nothing more and lets what is in hand finish; what takes too long, and what waits, is kept for the next process.
    /// </summary>
    public async Task EndAsync()
    {
        _isEnding = true;
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
                ? interactions.ResumeAsync(open.Payload, _hardStop.Token)
                : messages.ResumeAsync(open.Payload, _hardStop.Token)));
        }
    }

    private async Task ServeMessagesAsync(CancellationToken cancellationToken)
    {
        await foreach (var received in _messages.Reader.ReadAllAsync(cancellationToken))
        {
            await _work.Start(() => SafelyAsync(received.Name, () => received.Name switch
            {
                "MESSAGE_CREATE" => messages.HandleAsync(received.Data, _isEnding, _isEnding ? CancellationToken.None : _hardStop.Token),
                "MESSAGE_UPDATE" => changed.EditedAsync(received.Data, _hardStop.Token),
                _ => changed.DeletedAsync(received.Data, _hardStop.Token),
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

    [LoggerMessage(Level = LogLevel.Error, Message = "{What} could not be served")]
    private partial void LogFault(Exception fault, string what);
}
