using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ResearchBot.Core;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Platforms;
using ResearchBot.Core.Workspaces;
using ResearchBot.Slack.Events;
using ResearchBot.Slack.Http;
using ResearchBot.Slack.Requests;
using ResearchBot.Slack.Socket;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack;

/// <summary>The bot on Slack: holds the token, receives in one of two modes, and hands envelopes to those who serve them.</summary>
internal sealed partial class SlackService(
    IOptions<SlackOptions> options,
    PlatformLease lease,
    SlackWeb slack,
    SlackIdentity self,
    WorkspaceMap workspaces,
    SocketMode sockets,
    Func<HttpMode> openHttp,
    EnvelopeRouter router,
    NoticePoster notices,
    TimeProvider time,
    ILogger<SlackService> logger) : ChatPlatform
{
    private static readonly string[] Fatal =
        ["invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type", "team_access_not_granted", "org_login_required"];

    /// <inheritdoc/>
    public override string Name => SlackIds.Platform;

    /// <inheritdoc/>
    public override bool IsConfigured => options.Value.BotToken.Length > 0;

    /// <inheritdoc/>
    public override string HowToConfigure =>
        "For Slack, set the environment variables Slack__BotToken (xoxb-…) and Slack__AppToken (xapp-…); “slack manifest” prints what to make the app from.";

    /// <inheritdoc/>
    public override Task RunAsync(CancellationToken cancellationToken) => lease.HoldAsync(
        $"{Name}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.BotToken)))[..16]}", RunHeldAsync, cancellationToken);

    /// <summary>Runs while no other process has the token.</summary>
    private async Task RunHeldAsync(CancellationToken cancellationToken)
    {
        var identity = await IdentifyAsync(cancellationToken);
        (self.User, self.Team) = (identity.UserId, identity.TeamId);
        await workspaces.JoinedAsync(new Tenant(Name, identity.TeamId), identity.Team, cancellationToken);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var receiving = options.Value.Mode == SlackOptions.Http ? openHttp().RunAsync(stopping.Token) : sockets.RunAsync(stopping.Token);
        var routing = router.RunAsync(stopping.Token);
        var posting = notices.RunAsync(stopping.Token);
        LogRunning(options.Value.Mode);
        var first = await Task.WhenAny(receiving, routing, posting);
        await stopping.CancelAsync();
        var ending = router.EndAsync();
        await Task.WhenAll(receiving, routing, posting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await router.KeepAsync();
        await ending;
        try
        {
            await first;
        }
        catch (SlackStoppedException stopped)
        {
            throw new UserFacingException(stopped.Message, isFailure: true, stopped);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to end.
        }
    }

    /// <summary>Asks until there is an answer: Slack may be down when the bot starts.</summary>
    private async Task<Identity> IdentifyAsync(CancellationToken cancellationToken)
    {
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause * 2 < TimeSpan.FromMinutes(1) ? pause * 2 : TimeSpan.FromMinutes(1))
        {
            try
            {
                return await slack.TestAuthAsync(cancellationToken);
            }
            catch (SlackException refused) when (Fatal.Contains(refused.Code))
            {
                throw new UserFacingException(
                    $"Slack refuses the bot's token ({refused.Code}). Set Slack__BotToken to the one that the app's page OAuth & Permissions shows.", isFailure: true, refused);
            }
            catch (Exception fault) when (fault is SlackException or HttpRequestException)
            {
                LogNotThere(fault.Message);
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack: {Mode} mode")]
    private partial void LogRunning(string mode);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack cannot be reached; it is tried again: {Fault}")]
    private partial void LogNotThere(string fault);
}
