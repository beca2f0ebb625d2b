using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ResearchBot.Core;
using ResearchBot.Core.Platforms;
using ResearchBot.Discord.Events;
using ResearchBot.Discord.Gateway;
using ResearchBot.Discord.Requests;
using ResearchBot.Discord.Rest;

namespace ResearchBot.Discord;

/// <summary>The bot on Discord: holds the token, keeps the connections, and hands events to those who serve them.</summary>
internal sealed partial class DiscordService(
    IOptions<DiscordOptions> options, PlatformLease lease, DiscordRest rest, EventRouter router, NoticePoster notices, TimeProvider time, ILogger<DiscordService> logger)
    : ChatPlatform
{
    private const int WaitingEvents = 1_000;

    /// <inheritdoc/>
    public override string Name => DiscordIds.Platform;

    /// <inheritdoc/>
    public override bool IsConfigured => options.Value.Token.Length > 0;

    /// <inheritdoc/>
    public override string HowToConfigure => "For Discord, set the environment variable Discord__Token to the bot's token.";

    /// <inheritdoc/>
    public override Task RunAsync(CancellationToken cancellationToken) => lease.HoldAsync(
        $"{Name}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Token)))[..16]}", RunHeldAsync, cancellationToken);

    /// <summary>Runs while no other process has the token.</summary>
    private async Task RunHeldAsync(CancellationToken cancellationToken)
    {
        var events = Channel.CreateBounded<GatewayEvent>(new BoundedChannelOptions(WaitingEvents) { SingleReader = true });
        var shards = options.Value.Shards > 0 ? options.Value.Shards : await CountShardsAsync(cancellationToken);
        var turns = new IdentifyTurns(time);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var ended = new CancellationTokenSource();
        var connections = Enumerable.Range(0, shards)
            .Select(shard => new GatewayClient(shard, shards, options.Value, rest.FindGatewayAsync, turns, events.Writer, time, logger).RunAsync(leaving.Token))
            .ToArray();
        var routing = router.RunAsync(events.Reader);
        var posting = notices.RunAsync(ended.Token);
        LogRunning(shards);
        var first = await Task.WhenAny([.. connections, routing, posting]);
        router.BeginNothing();
        await leaving.CancelAsync();
        await Task.WhenAll(connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        events.Writer.Complete(); // what came is kept or finished; what comes now is Discord's to tell the next process
        await router.EndAsync();
        await ended.CancelAsync();
        await Task.WhenAll(routing, posting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await first;
        }
        catch (GatewayStoppedException stopped)
        {
            throw new UserFacingException(stopped.Message, isFailure: true, stopped);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to end.
        }
    }

    /// <summary>Asks until there is an answer: Discord may be down when the bot starts.</summary>
    private async Task<int> CountShardsAsync(CancellationToken cancellationToken)
    {
        var delay = new ReconnectDelay(Random.Shared);
        while (true)
        {
            try
            {
                return (await rest.FindGatewayAsync(cancellationToken)).Shards;
            }
            catch (DiscordException refused) when (refused.Status == System.Net.HttpStatusCode.Unauthorized)
            {
                throw new UserFacingException(GatewayCloseCodes.Explain(4004), isFailure: true, refused);
            }
            catch (Exception fault) when (fault is HttpRequestException or DiscordException)
            {
                LogNotThere(fault.Message);
                await Task.Delay(delay.Next(TimeSpan.Zero, identify: false), time, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Discord: {Shards} connection(s)")]
    private partial void LogRunning(int shards);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Discord cannot be reached; it is tried again: {Fault}")]
    private partial void LogNotThere(string fault);
}
