namespace ResearchBot.Slack.Socket;

/// <summary>Receives over connections that the bot opens: as many as are set, each with a loop of its own.</summary>
internal sealed class SocketMode
{
    private readonly SocketClient[] _clients;

    /// <param name="deadlines">How long each step may take; null takes the usual.</param>
    public SocketMode(SlackOptions options, SlackWeb slack, Intake intake, TimeProvider time, ILogger<SocketClient> logger, SocketDeadlines? deadlines = null)
    {
        var sockets = new OpenSockets();
        _clients = [.. Enumerable.Range(1, options.Connections).Select(number =>
            new SocketClient(number, slack.OpenConnectionAsync, sockets, intake, time, logger) { Deadlines = deadlines ?? new SocketDeadlines() })];
    }

    public int Live => _clients.Count(client => client.IsLive);

    /// <summary>Runs until it is cancelled.</summary>
    /// <exception cref="UserFacingException">Only a person can mend what is wrong.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] running = [.. _clients.Select(client => client.RunAsync(stopping.Token))];
        var first = await Task.WhenAny(running);
        await stopping.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }
}

/// <summary>How many connections this process has, over all its loops.</summary>
internal sealed class OpenSockets
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add() => Interlocked.Increment(ref _count);

    public void Remove() => Interlocked.Decrement(ref _count);
}

/// <summary>What only a person can mend.</summary>
internal static class SocketRefusals
{
    public const string LinkDisabled = "link_disabled";

    /// <summary>What a person does about an error of apps.connections.open; null if the next attempt may work.</summary>
    public static string? Explain(string error) => error switch
    {
        "not_authed" or "invalid_auth" or "token_revoked" or "token_expired" =>
            $"Slack refuses the app-level token ({error}). Set Slack__AppToken to one that the app's page shows under “Basic Information”, “App-Level Tokens”.",
        "not_allowed_token_type" =>
            "Slack__AppToken is not an app-level token (not_allowed_token_type). Set it to one that begins with xapp-.",
        "missing_scope" =>
            "The app-level token may not connect (missing_scope). Give it the scope connections:write on the app's page, under “App-Level Tokens”.",
        "account_inactive" or "user_removed_from_team" or "team_disabled" or "forbidden_team" =>
            $"The app or its workspace is no longer active ({error}). Install the app again, and set Slack__AppToken and Slack__BotToken to its tokens.",
        LinkDisabled =>
            "Socket Mode is switched off (link_disabled). Switch it on on the app's page under “Socket Mode”, or set Slack__Mode to http.",
        _ => null,
    };
}

/// <summary>How long to wait before the next attempt: doubling from one second to 45, with jitter, and without an end of trying.</summary>
internal sealed class ReconnectDelay(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    /// <summary>A connection that ends sooner did not mend anything: a server that ends each at once is not stormed.</summary>
    private static readonly TimeSpan Recovered = TimeSpan.FromSeconds(30);

    private int _failures;

    /// <summary>The wait before the next attempt; none after a connection that worked for a while.</summary>
    /// <param name="liveFor">How long the last one was live; zero if it never was.</param>
    public TimeSpan Next(TimeSpan liveFor)
    {
        _failures = liveFor >= Recovered ? 0 : Math.Min(_failures + 1, 20);
        var whole = Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, _failures - 1));
        return _failures == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(whole * (0.5 + (random.NextDouble() / 2)));
    }
}
