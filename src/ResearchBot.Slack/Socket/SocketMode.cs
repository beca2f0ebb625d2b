using Microsoft.Extensions.Logging;
using ResearchBot.Slack.Events;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Socket;

/// <summary>Receives over connections that the bot opens: as many as are set, each with a loop of its own.</summary>
internal sealed class SocketMode
{
    private readonly SocketClient[] _clients;

    /// <param name="options">How many, and the token.</param>
    /// <param name="slack">Says where to connect.</param>
    /// <param name="intake">Takes the envelopes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    /// <param name="deadlines">How long each step may take; null takes the usual.</param>
    public SocketMode(SlackOptions options, SlackWeb slack, Intake intake, TimeProvider time, ILogger<SocketClient> logger, SocketDeadlines? deadlines = null)
    {
        var sockets = new OpenSockets();
        _clients = [.. Enumerable.Range(1, options.Connections).Select(number =>
            new SocketClient(number, slack.OpenConnectionAsync, sockets, intake, time, logger) { Deadlines = deadlines ?? new SocketDeadlines() })];
    }

    /// <summary>How many connections are live.</summary>
    public int Live => _clients.Count(client => client.IsLive);

    /// <summary>Runs until it is cancelled.</summary>
    /// <exception cref="Core.UserFacingException">Only a person can mend what is wrong.</exception>
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
