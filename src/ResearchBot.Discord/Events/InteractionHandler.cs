using System.Diagnostics.Metrics;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Discord.Gateway;
using ResearchBot.Discord.Rendering;

namespace ResearchBot.Discord.Events;

/// <summary>Handles commands, buttons and completions: each is acknowledged first, then worked on.</summary>
internal sealed partial class InteractionHandler(
    DiscordPlatform platform, DiscordRest rest, ServerDirectory servers, AttachmentFiles files, TitleCompletion completion, AcknowledgementTimes times, TimeProvider time,
    ILogger logger) : IDisposable
{
    private const string Restarting = "The bot is being restarted. It answers this as soon as it is back.";
    private const string Restarted = "The bot is being restarted. Ask it again in a minute.";

    private const string Elsewhere = "This bot answers in servers that it was added to, and this is none of them. Ask somebody who manages the server to add it.";

    private static readonly TimeSpan LastWord = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan PrivacyPatience = TimeSpan.FromMilliseconds(800);

    private readonly RecentIds _seen = new(10_000);
    private readonly SemaphoreSlim _atOnce = new(256); // after the acknowledgement, which nothing may hold up

    public async Task HandleAsync(GatewayEvent received, CancellationToken cancellationToken)
    {
        var interaction = received.Data.Deserialize(DiscordJson.Default.Interaction);
        if (interaction is null || !_seen.Add(interaction.Id))
        {
            return;
        }

        if (interaction.GuildId is { } guild && !servers.IsIn(guild))
        {
            await SendAwayAsync(interaction, cancellationToken);
            return;
        }

        if (interaction.Type == InteractionType.Autocomplete)
        {
            await completion.CompleteAsync(interaction, cancellationToken);
            return;
        }

        var (incoming, refusal) = Read(interaction);
        var target = new InteractionTarget(rest, interaction, refusal is not null || await IsPrivateAsync(incoming, cancellationToken));
        await target.AcknowledgeAsync(cancellationToken);
        times.Add(time.GetElapsedTime(received.ReceivedAt));
        if (refusal is not null)
        {
            await platform.Requests.RefuseAsync(refusal, target, cancellationToken);
            return;
        }

        await WorkAsync(incoming!, target, received.Data.GetRawText(), cancellationToken);
    }

    public async Task ResumeAsync(ReceivedRequest open, CancellationToken cancellationToken)
    {
        var interaction = JsonSerializer.Deserialize(open.Payload, DiscordJson.Default.Interaction);
        if (interaction is not null && _seen.Add(interaction.Id) && platform.Requests.TakeOver(open.Id) && InteractionReader.Read(interaction, files.Open) is { } incoming)
        {
            var target = new InteractionTarget(rest, interaction, await IsPrivateAsync(incoming, cancellationToken));
            target.TakeAsAcknowledged();
            if (await platform.Requests.IsStoredLoadAsync(open, incoming, cancellationToken))
            {
                await ShowAsync(target, "The load goes on after the bot's restart; its end is told here.", cancellationToken);
                await platform.Requests.DoneAsync(interaction.Id, cancellationToken);
                return;
            }

            await platform.Requests.RunAsync(incoming, target, () => true, cancellationToken);
        }
    }

    public void Dispose() => _atOnce.Dispose();

    private (IncomingRequest? Incoming, UserFacingException? Refusal) Read(Interaction interaction)
    {
        try
        {
            return InteractionReader.Read(interaction, files.Open) is { } incoming
                ? (incoming, null)
                : (null, new UserFacingException("The bot does not know this command or button any more. /help lists what it knows."));
        }
        catch (UserFacingException refusal)
        {
            return (null, refusal);
        }
    }

    /// <summary>In a server that the bot is not in nothing is looked up or kept: the person alone is told, with the acknowledgement.</summary>
    private Task SendAwayAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var word = OutgoingGate.ToMessage(DiscordRenderer.Render(new DoneReply(Elsewhere), new RenderContext(IsPrivate: true))[0], isPrivate: true, nonce: null, replyTo: null);
        return rest.AcknowledgeAsync(
            interaction,
            interaction.Type == InteractionType.Autocomplete
                ? new InteractionCallback(TitleCompletion.Completions, new CallbackData(Choices: []))
                : new InteractionCallback(4, new CallbackData(word.Flags) { Components = word.Components, AllowedMentions = word.AllowedMentions }),
            cancellationToken);
    }

    private async Task WorkAsync(IncomingRequest incoming, InteractionTarget target, string payload, CancellationToken cancellationToken)
    {
        var isKept = false;
        try
        {
            var workspace = await platform.FindWorkspaceAsync(incoming, cancellationToken);
            isKept = await platform.Requests.BeginAsync(incoming, eventId: null, workspace, payload, CancellationToken.None);
            if (!isKept)
            {
                return; // another process has it
            }

            await _atOnce.WaitAsync(cancellationToken);
            try
            {
                await platform.Requests.RunAsync(incoming, target, () => true, cancellationToken);
            }
            finally
            {
                _atOnce.Release();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            using var deadline = new CancellationTokenSource(LastWord, time);
            await ShowAsync(target, isKept ? Restarting : Restarted, deadline.Token); // or it would say for ever that the bot thinks
            throw;
        }
        catch (Exception fault) when (!isKept)
        {
            await platform.Requests.RefuseAsync(fault, target, cancellationToken);
        }
    }

    private static Task ShowAsync(InteractionTarget target, string word, CancellationToken cancellationToken) =>
        target.ShowProgressAsync(DiscordRenderer.Render(new DoneReply(word), new RenderContext(target.IsPrivate))[0], cancellationToken);

    /// <summary>Must be known before the acknowledgement, which cannot be changed. Where it is not known in time, one person alone sees the reply.</summary>
    private async Task<bool> IsPrivateAsync(IncomingRequest? incoming, CancellationToken cancellationToken)
    {
        if (incoming is null || incoming.WantsPrivate || incoming.IsDirect)
        {
            return true;
        }

        try
        {
            return await FindPrivacyAsync(incoming, cancellationToken).WaitAsync(PrivacyPatience, time, cancellationToken);
        }
        catch (Exception slow) when (slow is TimeoutException or System.Data.Common.DbException)
        {
            LogNoPrivacy(slow, incoming.Id);
            return true;
        }
    }

    private async Task<bool> FindPrivacyAsync(IncomingRequest incoming, CancellationToken cancellationToken)
    {
        var workspace = await platform.FindWorkspaceAsync(incoming, cancellationToken);
        return await platform.Requests.IsPrivateAsync((IncomingRequest)await platform.LocateAsync(incoming, cancellationToken), workspace, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "It was not known in time whether the reply to {Id} is private; it is")]
    private partial void LogNoPrivacy(Exception fault, string id);
}

/// <summary>How long interactions waited for their acknowledgement, from the event on.</summary>
internal sealed class AcknowledgementTimes
{
    private static readonly Meter Meter = new("ResearchBot.Discord");
    private static readonly Histogram<double> Histogram = Meter.CreateHistogram<double>("discord.acknowledgement", "ms", "From an interaction's arrival to its acknowledgement.");

    private readonly Lock _lock = new();
    private readonly Queue<double> _latest = new();

    public void Add(TimeSpan elapsed)
    {
        Histogram.Record(elapsed.TotalMilliseconds);
        lock (_lock)
        {
            _latest.Enqueue(elapsed.TotalMilliseconds);
            if (_latest.Count > 1_000)
            {
                _latest.Dequeue();
            }
        }
    }

    /// <summary>A quantile of the last thousand, in milliseconds; 0 if there are none.</summary>
    public double Quantile(double share)
    {
        lock (_lock)
        {
            var sorted = _latest.Order().ToArray();
            return sorted.Length == 0 ? 0 : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
        }
    }
}

/// <summary>Offers the titles of documents that the person may read, while they type.</summary>
internal sealed class TitleCompletion(DiscordRest rest, RequestFlow requests, CollectionRights rights, DocumentStore documents)
{
    public const int Completions = 8;

    private const int MostChoices = 25;
    private const int LongestName = 100;

    /// <summary>Answers with the titles that hold what was typed so far; with none where something is wrong.</summary>
    public async Task CompleteAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var choices = await ChooseAsync(interaction, cancellationToken);
        await rest.AcknowledgeAsync(interaction, new InteractionCallback(Completions, new CallbackData(Choices: choices)), cancellationToken);
    }

    private async Task<IReadOnlyList<Choice>> ChooseAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        if (interaction is not { By: { } by, ChannelId: { } channel, Data: { } data })
        {
            return [];
        }

        var typed = InteractionReader.CommandOf(data).Options.FirstOrDefault(option => option.Focused)?.Value?.ToString() ?? string.Empty;
        var incoming = InteractionReader.Bare(interaction, by.Id, channel) with { Command = "documents list" };
        try
        {
            var request = await requests.CreateAsync(incoming, isPrivate: true, cancellationToken); // only the person sees what is offered
            var found = await documents.ListAsync(await rights.ReadableAsync(request.Audience, cancellationToken), cancellationToken);
            return [.. found.Select(summary => summary.Document)
                .Where(document => document.Title.Contains(typed, StringComparison.OrdinalIgnoreCase) || document.Id.StartsWith(typed, StringComparison.Ordinal))
                .OrderBy(document => document.Title, StringComparer.OrdinalIgnoreCase)
                .Take(MostChoices)
                .Select(document => new Choice(Shorten(OutgoingText.CleanLine(document.Title), document.Id), document.Id))];
        }
        catch (UserFacingException)
        {
            return [];
        }
    }

    private static string Shorten(string title, string id) =>
        title.Length == 0 ? id : title.Length <= LongestName ? title : string.Concat(title.AsSpan(0, LongestName - 2), "…");
}
