using System.Net;
using System.Net.WebSockets;
using System.Threading.Channels;

namespace ResearchBot.Discord.Gateway;

/// <summary>One shard: connects, goes on with its session after every interruption, and never gives up but where only a person can help. Each event
/// is handed on at least once: a replay may bring one again, and whoever reads them knows it by its id.</summary>
internal sealed partial class GatewayClient(
    int shard, int shards, DiscordOptions options, Func<CancellationToken, Task<GatewayAddress>> findAddress, IdentifyTurns turns,
    ChannelWriter<GatewayEvent> events, TimeProvider time, ILogger logger)
{
    private const int KeptSessions = 20;

    private readonly GatewaySession _session = new();
    private readonly ReconnectDelay _delay = new(Random.Shared);

    private volatile GatewayConnection? _connection;

    public GatewayDeadlines Deadlines { get; init; } = new();

    /// <summary>Whether it is connected, and a heartbeat was acknowledged lately or is not due yet.</summary>
    public bool IsReady => _connection is { IsReady: true };

    /// <summary>Runs until it is cancelled.</summary>
    /// <exception cref="UserFacingException">Only a person can mend what is wrong.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = await ConnectAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            if (end.Next == NextStep.Stop)
            {
                throw new UserFacingException(end.Reason, isFailure: true);
            }

            if (end.Next == NextStep.Identify || !_session.CanResume)
            {
                _session.Drop();
            }

            var wait = _delay.Next(end.ReadyFor ?? TimeSpan.Zero, identify: !_session.CanResume);
            wait = wait < end.AtLeast ? end.AtLeast : wait;
            LogEnd(shard, end.Reason, _session.CanResume ? "resumes" : "begins anew", wait.TotalSeconds);
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private async Task<ConnectionEnd> ConnectAsync(CancellationToken cancellationToken)
    {
        var resuming = _session.CanResume;
        var end = new ConnectionEnd(NextStep.Resume, "It could not be connected.");
        try
        {
            var (url, greet) = resuming ? (_session.ResumeUrl!, Resume) : await PrepareIdentifyAsync(cancellationToken);
            await using var connection = new GatewayConnection(await OpenAsync(url, cancellationToken), _session, events, Deadlines, time);
            _connection = connection;
            try
            {
                end = await connection.RunAsync(greet, cancellationToken);
            }
            finally
            {
                _connection = null;
            }
        }
        catch (DiscordException refused) when (refused.Status == HttpStatusCode.Unauthorized)
        {
            return end with { Next = NextStep.Stop, Reason = GatewayCloseCodes.Explain(4004) };
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            end = end with { Reason = fault.GetBaseException().Message };
        }

        if (resuming && end.ReadyFor is null)
        {
            _session.ResumeFailed(end.WasGreeted);
        }

        return end;
    }

    private async Task<(Uri Url, Func<CancellationToken, Task<object>> Greet)> PrepareIdentifyAsync(CancellationToken cancellationToken)
    {
        var address = await findAddress(cancellationToken);
        if (address.Remaining < KeptSessions)
        {
            LogFewSessions(shard, address.Remaining, address.ResetAfter.TotalMinutes);
            await Task.Delay(address.ResetAfter, time, cancellationToken); // past the limit Discord resets the token
        }

        return (address.Url, async ending =>
        {
            await turns.WaitAsync(shard, address.AtOnce, ending);
            return new OutgoingPayload<IdentifyData>(GatewayOpcode.Identify, new IdentifyData(options.Token, (int)Intents, [shard, shards]));
        });
    }

    private GatewayIntents Intents =>
        GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.DirectMessages
        | (options.MessageContent ? GatewayIntents.MessageContent : 0);

    private Task<object> Resume(CancellationToken cancellationToken) =>
        Task.FromResult<object>(new OutgoingPayload<ResumeData>(
            GatewayOpcode.Resume, new ResumeData(options.Token, _session.Id ?? string.Empty, _session.Sequence)));

    private async Task<ClientWebSocket> OpenAsync(Uri url, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero; // the heartbeat is the sign of life
        using var deadline = new CancellationTokenSource(Deadlines.Connect, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(new UriBuilder(url) { Query = "v=10&encoding=json&compress=zlib-stream" }.Uri, either.Token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Shard {Shard}: {Reason} It {Next} in {Seconds:0.#} s")]
    private partial void LogEnd(int shard, string reason, string next, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Shard {Shard}: only {Remaining} sessions are left; it waits {Minutes:0} minutes for new ones")]
    private partial void LogFewSessions(int shard, int remaining, double minutes);
}

/// <summary>Lets the shards of one token identify one after the other, as many at a time as Discord allows: one each five seconds.</summary>
internal sealed class IdentifyTurns(TimeProvider time)
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(5.5); // two may arrive closer together than they were sent

    private readonly Lock _lock = new();
    private readonly Dictionary<int, DateTimeOffset> _next = [];

    /// <summary>Returns when a shard may identify.</summary>
    public async Task WaitAsync(int shard, int atOnce, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var turn = _next.GetValueOrDefault(shard % atOnce, now);
            turn = turn < now ? now : turn;
            _next[shard % atOnce] = turn + Apart;
            wait = turn - now;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }
}

/// <summary>How long to wait before the next connection: doubling, with jitter, and without an end of trying. New sessions are counted by Discord
/// (1,000 a day), so they wait up to ten minutes; going on with one is free and waits up to one.</summary>
internal sealed class ReconnectDelay(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestResume = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestIdentify = TimeSpan.FromMinutes(10);

    /// <summary>A connection that ends sooner did not mend anything: a server that closes each at once is not stormed.</summary>
    private static readonly TimeSpan Recovered = TimeSpan.FromSeconds(30);

    private int _failures;

    /// <summary>The wait after a connection ended.</summary>
    /// <param name="readyFor">How long it had worked; counting begins anew where that was long enough.</param>
    public TimeSpan Next(TimeSpan readyFor, bool identify)
    {
        _failures = readyFor >= Recovered ? 0 : _failures + 1;
        if (_failures == 0 && !identify)
        {
            return TimeSpan.Zero;
        }

        var longest = identify ? LongestIdentify : LongestResume;
        var whole = Math.Min(longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(_failures, 20)));
        return TimeSpan.FromSeconds(whole * (0.5 + (random.NextDouble() / 2)));
    }
}
