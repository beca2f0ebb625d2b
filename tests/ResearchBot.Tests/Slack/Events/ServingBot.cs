using ResearchBot.Hosting;

namespace ResearchBot.Tests.Slack.Events;

/// <summary>A run of `serve`.</summary>
internal sealed class ServingBot : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public ServingBot(TestBot bot) => Task = System.Threading.Tasks.Task.Run(() => bot.Get<PlatformSession>().RunAsync(_ => { }, _stop.Token));

    public Task Task { get; }

    /// <summary>Ends the bot as SIGTERM does.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }
}
