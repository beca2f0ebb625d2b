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

namespace ResearchBot.Discord.Events;

/// <summary>Commands, buttons and completions: acknowledged first, then worked on.</summary>
internal sealed partial class InteractionHandler(
    DiscordRest rest,
    CommandCatalog catalog,
    CommandDispatcher dispatcher,
    ReplyPrivacy privacy,
    WorkspaceMap workspaces,
    DiscordRequests requests,
    RequestInbox inbox,
    RequestRunner runner,
    TitleCompletion completion,
    AcknowledgementTimes times,
    TimeProvider time,
    ILogger<InteractionHandler> logger) : IDisposable
{
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
    public async Task ResumeAsync(string payload, CancellationToken cancellationToken)
    {
        var interaction = JsonSerializer.Deserialize(payload, DiscordJson.Default.Interaction);
        if (interaction is not null && _seen.Add(interaction.Id) && InteractionReader.Read(interaction) is { } incoming)
        {
            var place = new InteractionPlace(rest, interaction, await IsPrivateAsync(incoming, cancellationToken));
            place.TakeAsAcknowledged();
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
        await _atOnce.WaitAsync(cancellationToken);
        try
        {
            var workspace = await requests.WorkspaceOfAsync(incoming.GuildId, incoming.By.Id, cancellationToken);
            if (await inbox.BeginAsync(DiscordIds.Platform, incoming.Id, workspace, DiscordIds.Person(incoming.By.Id), payload, cancellationToken))
            {
                await runner.RunAsync(incoming, place, () => true, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await SayRestartAsync(place); // or it would say for ever that the bot thinks
            throw;
        }
        finally
        {
            _atOnce.Release();
        }
    }

    private static async Task SayRestartAsync(InteractionPlace place)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var word = new DoneReply("The bot is being restarted. It answers this as soon as it is back.");
        await place.ShowProgressAsync(DiscordRenderer.Render(word, new RenderContext(place.IsPrivate))[0], deadline.Token);
    }

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
        return await privacy.IsPrivateAsync(command, workspace, DiscordIds.Channel(incoming.ChannelId), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "It was not known in time whether the reply to {Id} is private; it is")]
    private partial void LogNoPrivacy(Exception fault, string id);
}
