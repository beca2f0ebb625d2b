using System.Net.WebSockets;

namespace ResearchBot.Slack.Socket;

/// <summary>Keeps one live connection of Socket Mode: one loop, that connects, renews before the old connection goes, and never gives up but where
/// only a person can help.</summary>
/// <param name="findUrl">Asks Slack where to connect; each address is good for one connection.</param>
internal sealed partial class SocketClient(
    int number, Func<CancellationToken, Task<Uri>> findUrl, OpenSockets sockets, Intake intake, TimeProvider time, ILogger<SocketClient> logger)
{
    private static readonly TimeSpan BeyondLifetime = TimeSpan.FromMinutes(2); // then Slack has asked for a renewal itself

    private readonly ReconnectDelay _delay = new(Random.Shared);

    private volatile SocketConnection? _current;

    public SocketDeadlines Deadlines { get; init; } = new();

    public bool IsLive => _current is { IsLive: true };

    /// <summary>Since when its connection is live, as a timestamp; null if it is not.</summary>
    public long? LiveSince => _current is { IsLive: true } live ? live.LiveSince : null;

    /// <summary>Runs until it is cancelled.</summary>
    /// <exception cref="UserFacingException">Only a person can mend what is wrong.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        SocketConnection? current = null;
        var wait = TimeSpan.Zero;
        try
        {
            while (true)
            {
                await Task.Delay(wait, time, cancellationToken);
                if (current is { Ended.IsCompleted: true })
                {
                    ThrowIfStopped(await current.Ended); // it may have ended after it asked to be replaced
                    await LeaveAsync(current);
                    current = null;
                }

                var (next, lifetime, failure) = await ConnectAsync(cancellationToken);
                if (next is null)
                {
                    ThrowIfStopped(failure);
                    wait = AtLeast(_delay.Next(TimeSpan.Zero), failure);
                    LogEnd(number, failure!.Reason, wait.TotalSeconds);
                    continue;
                }

                _current = next; // it is live; only now the old one goes
                await LeaveAsync(current);
                current = next;
                LogLive(number);
                var end = await OverAsync(current, lifetime, cancellationToken);
                ThrowIfStopped(end);
                wait = AtLeast(_delay.Next(current.LiveFor), end);
                LogEnd(number, end.Reason, wait.TotalSeconds);
            }
        }
        finally
        {
            _current = null;
            await LeaveAsync(current);
        }
    }

    private static TimeSpan AtLeast(TimeSpan wait, ConnectionEnd? end) => end?.AtLeast > wait ? end.AtLeast : wait;

    private static void ThrowIfStopped(ConnectionEnd? end)
    {
        if (end?.Stop is { } explanation)
        {
            throw new UserFacingException(explanation, isFailure: true);
        }
    }

    /// <summary>Returns when the connection is over, or should be replaced while it still stands.</summary>
    private async Task<ConnectionEnd> OverAsync(SocketConnection connection, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var old = Task.Delay(lifetime, time, waiting.Token);
        await Task.WhenAny(connection.Ended, connection.Replaced, old);
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return connection.Ended.IsCompleted ? await connection.Ended
            : new ConnectionEnd(connection.Replaced.IsCompleted ? await connection.Replaced : "The connection is old and is renewed.");
    }

    private async Task LeaveAsync(SocketConnection? connection)
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
            sockets.Remove();
        }
    }

    private async Task<(SocketConnection? Live, TimeSpan Lifetime, ConnectionEnd? Failure)> ConnectAsync(CancellationToken cancellationToken)
    {
        SocketConnection? connection = null;
        try
        {
            connection = new SocketConnection(await OpenAsync(cancellationToken), intake, Deadlines, time, logger);
            sockets.Add();
            var (hello, end) = await connection.HelloAsync(cancellationToken);
            if (hello is not null)
            {
                Count(hello);
                var live = connection;
                connection = null;
                return (live, Lifetime(hello), null);
            }

            return (null, default, end);
        }
        catch (SlackException refused) when (SocketRefusals.Explain(refused.Code) is { } explanation)
        {
            return (null, default, new ConnectionEnd(refused.Message) { Stop = explanation });
        }
        catch (SlackException refused)
        {
            return (null, default, new ConnectionEnd(refused.Message) { AtLeast = refused.RetryAfter ?? TimeSpan.Zero });
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, default, new ConnectionEnd(fault.GetBaseException().Message));
        }
        finally
        {
            await LeaveAsync(connection);
        }
    }

    private async Task<ClientWebSocket> OpenAsync(CancellationToken cancellationToken)
    {
        var url = await findUrl(cancellationToken);
        var socket = new ClientWebSocket(); // one that was used cannot be opened again
        socket.Options.KeepAliveInterval = Deadlines.Ping;
        socket.Options.KeepAliveTimeout = Deadlines.Pong;
        using var deadline = new CancellationTokenSource(Deadlines.Connect, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(url, either.Token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private TimeSpan Lifetime(SocketFrame hello) => hello.Lifetime + BeyondLifetime is { } own && own < Deadlines.Longest ? own : Deadlines.Longest;

    private void Count(SocketFrame hello)
    {
        if (hello.Connections > sockets.Count)
        {
            LogOthers(hello.Connections.Value, sockets.Count);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack: connection {Number} is live")]
    private partial void LogLive(int number);

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack: connection {Number}: {Reason} The next attempt is in {Seconds:0.#} s")]
    private partial void LogEnd(int number, string reason, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack counts {All} connections of this app, and {Own} are of this process: another process with the same app-level token takes its share of the events, unless one has just broken off")]
    private partial void LogOthers(int all, int own);
}
