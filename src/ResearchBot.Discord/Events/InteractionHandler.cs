using System.Text.Json;
using Microsoft.Extensions.Logging;
using ResearchBot.Core;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Platforms;
using ResearchBot.Core.Workspaces;
using ResearchBot.Discord.Gateway;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rendering;
using ResearchBot.Discord.Replies;
using ResearchBot.Discord.Requests;
using ResearchBot.Discord.Rest;
using ResearchBot.Discord.Servers;

namespace ResearchBot.Discord.Events;

/// <summary>Commands, buttons and completions: acknowledged first, then worked on.</summary>
internal sealed partial class InteractionHandler(
    DiscordRest rest,
    CommandCatalog catalog,
    CommandDispatcher dispatcher,
    ReplyPrivacy privacy,
    WorkspaceMap workspaces,
    ChannelFinder channels,
    DiscordRequests requests,
    RequestInbox inbox,
    RequestRunner runner,
    OpenLoads loads,
    TitleCompletion completion,
    AcknowledgementTimes times,
    TimeProvider time,
    ILogger<InteractionHandler> logger) : IDisposable
{
    private const string Restarting = "The bot is being restarted. It answers this as soon as it is back.";
    private const string Restarted = "The bot is being restarted. Ask it again in a minute.";

    private static readonly TimeSpan LastWord = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan PrivacyPatience = TimeSpan.FromMilliseconds(800);

    private readonly RecentIds _seen = new(10_000);
    private readonly SemaphoreSlim _atOnce = new(256); // after the acknowledgement, which nothing may hold up

    /// <summary>Serves an interaction.</summary>
    public async Task HandleAsync(GatewayEvent received, CancellationToken cancellationToken)
    {
        var interaction = received.Data.Deserialize(DiscordJson.Default.Interaction);
        if (interaction is null || !_seen.Add(interaction.Id))
        {
            return;
        }

        if (interaction.Type == InteractionType.Autocomplete)
        {
            await completion.CompleteAsync(interaction, cancellationToken);
            return;
        }

        var (incoming, refusal) = Read(interaction);
        var place = new InteractionPlace(rest, interaction, refusal is not null || await IsPrivateAsync(incoming, cancellationToken));
        await place.AcknowledgeAsync(cancellationToken);
        times.Add(time.GetElapsedTime(received.ReceivedAt));
        if (refusal is not null)
        {
            await place.SendAsync(DiscordRenderer.Render(dispatcher.ToReply(refusal), new RenderContext(place.IsPrivate)), cancellationToken);
            return;
        }

        await WorkAsync(incoming!, place, received.Data.GetRawText(), cancellationToken);
    }

    /// <summary>Goes on with an interaction that an ended process had begun.</summary>
    public async Task ResumeAsync(ReceivedRequest open, CancellationToken cancellationToken)
    {
        var interaction = JsonSerializer.Deserialize(open.Payload, DiscordJson.Default.Interaction);
        if (interaction is not null && _seen.Add(interaction.Id) && InteractionReader.Read(interaction) is { } incoming)
        {
            var place = new InteractionPlace(rest, interaction, await IsPrivateAsync(incoming, cancellationToken));
            place.TakeAsAcknowledged();
            if (await loads.IsStoredAsync(open, incoming, cancellationToken))
            {
                await ShowAsync(place, "The load goes on after the bot's restart; its end is told here.", cancellationToken);
                await inbox.DoneAsync(DiscordIds.Platform, interaction.Id, replyAddress: null, answerId: null, cancellationToken);
                return;
            }

            await runner.RunAsync(incoming, place, () => true, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _atOnce.Dispose();

    private static (Incoming? Incoming, UserFacingException? Refusal) Read(Interaction interaction)
    {
        try
        {
            return InteractionReader.Read(interaction) is { } incoming
                ? (incoming, null)
                : (null, new UserFacingException("The bot does not know this command or button any more. /help lists what it knows."));
        }
        catch (UserFacingException refusal)
        {
            return (null, refusal);
        }
    }

    private async Task WorkAsync(Incoming incoming, InteractionPlace place, string payload, CancellationToken cancellationToken)
    {
        var isKept = false;
        try
        {
            var workspace = await requests.WorkspaceOfAsync(incoming.GuildId, incoming.By.Id, cancellationToken);
            isKept = await inbox.BeginAsync(DiscordIds.Platform, incoming.Id, workspace, DiscordIds.Person(incoming.By.Id), payload, CancellationToken.None);
            if (!isKept)
            {
                return; // another process has it
            }

            await _atOnce.WaitAsync(cancellationToken);
            try
            {
                await runner.RunAsync(incoming, place, () => true, cancellationToken);
            }
            finally
            {
                _atOnce.Release();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            using var deadline = new CancellationTokenSource(LastWord, time);
            await ShowAsync(place, isKept ? Restarting : Restarted, deadline.Token); // or it would say for ever that the bot thinks
            throw;
        }
        catch (Exception fault) when (!isKept)
        {
            var reply = dispatcher.ToReply(fault);
            await place.SendAsync(DiscordRenderer.Render(reply, new RenderContext(place.IsPrivate)), cancellationToken);
        }
    }

    private static Task ShowAsync(InteractionPlace place, string word, CancellationToken cancellationToken) =>
        place.ShowProgressAsync(DiscordRenderer.Render(new DoneReply(word), new RenderContext(place.IsPrivate))[0], cancellationToken);

    /// <summary>Must be known before the acknowledgement, which cannot be changed. Where it is not known in time, one person alone sees the reply.</summary>
    private async Task<bool> IsPrivateAsync(Incoming? incoming, CancellationToken cancellationToken)
    {
        if (incoming is null || incoming.WantsPrivate || incoming.GuildId is null)
        {
            return true;
        }

        if (catalog.Find(incoming.Command) is not { } command)
        {
            return true;
        }

        try
        {
            return await IsPrivateAsync(incoming, command, cancellationToken).WaitAsync(PrivacyPatience, time, cancellationToken);
        }
        catch (Exception slow) when (slow is TimeoutException or System.Data.Common.DbException)
        {
            LogNoPrivacy(slow, incoming.Id);
            return true;
        }
    }

    private async Task<bool> IsPrivateAsync(Incoming incoming, Command command, CancellationToken cancellationToken)
    {
        var workspace = await workspaces.OfAsync(new Tenant(DiscordIds.Platform, incoming.GuildId!), cancellationToken);
        return await channels.FindAsync(incoming.GuildId!, incoming.ChannelId, cancellationToken) is not { } channel
            || await privacy.IsPrivateAsync(command, workspace, DiscordIds.Channel(channel.Room), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "It was not known in time whether the reply to {Id} is private; it is")]
    private partial void LogNoPrivacy(Exception fault, string id);
}
