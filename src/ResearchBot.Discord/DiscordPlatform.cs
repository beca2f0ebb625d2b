using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Discord.Events;
using ResearchBot.Discord.Gateway;
using ResearchBot.Discord.Rendering;
using Channel = System.Threading.Channels.Channel;

namespace ResearchBot.Discord;

/// <summary>The bot on Discord: keeps the connections, hands on what comes, and does what only Discord can.</summary>
internal sealed partial class DiscordPlatform : ChatPlatform
{
    public const string Discord = "discord";

    private const int WaitingEvents = 1_000;
    private const int LongestThreadName = 100;

    private readonly DiscordOptions _options;
    private readonly DiscordRest _rest;
    private readonly ServerDirectory _servers;
    private readonly ChannelFinder _channels;
    private readonly DiscordPeople _people;
    private readonly EventRouter _router;
    private readonly TimeProvider _time;
    private readonly ILogger<DiscordPlatform> _logger;
    private int _shards;

    public DiscordPlatform(
        IOptions<DiscordOptions> options, ChatServices core, DiscordRest rest, ServerDirectory servers, ChannelFinder channels, DiscordPeople people,
        AttachmentFiles files, MessageReader messages, BotIdentity self, CommandRegistrar registrar, ServerVisits visits, CollectionRights rights,
        DocumentStore documents, AcknowledgementTimes times, TimeProvider time, ILogger<DiscordPlatform> logger)
        : base(core)
    {
        (_options, _rest, _servers, _channels, _people, _time, _logger) = (options.Value, rest, servers, channels, people, time, logger);
        var interactions = new InteractionHandler(this, rest, servers, files, new TitleCompletion(rest, Requests, rights, documents), times, time, logger);
        _router = new EventRouter(this, servers, visits, self, registrar, interactions, messages, Resume);
    }

    public override string Name => Discord;
    public override bool IsConfigured => _options.Token.Length > 0;
    public override string HowToConfigure => "For Discord, set the environment variable Discord__Token to the bot's token.";
    public override bool KnowsRepeats => true; // by a message's nonce
    public override TimeSpan? SignLife => TimeSpan.FromSeconds(8); // Discord shows it for ten

    public override string DirectIsClosed =>
        "The reply is for you alone, and Discord does not let the bot write to you directly. Use /ask, or open your direct messages to this server.";

    protected override string Token => _options.Token;

    public override async Task<string> PostAsync(ChatRoom room, RenderedPart part, PostKey key, string? replyTo, CancellationToken cancellationToken) =>
        (await FilePermission.SendAsync(
            part, whole => _rest.PostAsync(room.Channel, OutgoingGate.ToMessage(whole, isPrivate: false, Nonce.Of(key), replyTo), cancellationToken))).Id;

    public override Task EditAsync(ChatRoom room, string message, RenderedPart part, PostKey? key, CancellationToken cancellationToken) =>
        _rest.EditAsync(room.Channel, message, OutgoingGate.ToMessage((RenderedMessage)part, isPrivate: false, nonce: null, replyTo: null), cancellationToken);

    public override Task DeleteAsync(string channel, string message, CancellationToken cancellationToken) => _rest.DeleteAsync(channel, message, cancellationToken);
    public override async Task<string> OpenDirectAsync(string user, CancellationToken cancellationToken) => (await _rest.OpenDirectAsync(user, cancellationToken)).Id;

    /// <summary>The thread at a message has its id; where there can be none, for lack of a permission or since there are too many, it is the channel.</summary>
    public override async Task<ChatRoom> OpenThreadAsync(IncomingMessage message, string title, CancellationToken cancellationToken)
    {
        try
        {
            return new ChatRoom((await _rest.BeginThreadAsync(message.Channel, message.Id, Shorten(title), cancellationToken)).Id, null);
        }
        catch (DiscordException refused)
        {
            return new ChatRoom(refused.Code == DiscordErrorCodes.ThreadExists ? message.Id : message.Channel, null);
        }
    }

    public override async Task<bool> ExistsAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await _rest.ReadMessageAsync(RoomOf(message).Channel, message.Id, cancellationToken);
            return true;
        }
        catch (DiscordException refused)
        {
            return refused.Status != HttpStatusCode.NotFound;
        }
    }

    public override bool IsUnknown(Exception fault) => base.IsUnknown(fault) || fault is HttpRequestException;
    public override Task ShowWorkAsync(ChatRoom room, CancellationToken cancellationToken) => _rest.ShowTypingAsync(room.Channel, cancellationToken);

    public override async Task AcknowledgeAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await _rest.ReactAsync(RoomOf(message).Channel, message.Id, "👍", cancellationToken);
        }
        catch (Exception fault) when (fault is DiscordException or HttpRequestException)
        {
            LogNoReaction(fault.Message); // the permission to react may be missing
        }
    }

    public override IReadOnlyList<RenderedPart> Render(Reply reply, bool isPrivate) => DiscordRenderer.Render(reply, new RenderContext(isPrivate));
    public override IReadOnlyList<RenderedPart> Render(Notice notice, AnswerReply? answer) => DiscordRenderer.Render(notice, answer);
    public override RenderedPart Render(IngestionProgress progress) => DiscordRenderer.Render(progress);
    public override RenderedPart Render(DraftedAnswer draft) => DiscordRenderer.Render(draft);
    public override Task<string> FindWorkspaceAsync(Incoming incoming, CancellationToken cancellationToken) => _people.FindWorkspaceAsync(incoming, cancellationToken);
    public override Task<PlatformPerson> FindPersonAsync(Incoming incoming, CancellationToken cancellationToken) => _people.FindAsync(incoming, cancellationToken);

    /// <summary>A payload does not say whether its channel is a thread.</summary>
    public override async Task<Incoming> LocateAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        if (incoming.Team is null)
        {
            return incoming;
        }

        return await _channels.FindAsync(incoming.Team, incoming.Channel, cancellationToken) switch
        {
            null => incoming with { IsVisible = false },
            { IsThread: true } thread => incoming with { Channel = thread.Room, Thread = thread.Id },
            { Type: ChannelType.Text or ChannelType.Announcement } when incoming is IncomingMessage message => message with { CanBeginThread = true },
            _ => incoming,
        };
    }

    /// <summary>A thread is a channel of its own.</summary>
    public override ChatRoom RoomOf(Incoming incoming) => new(incoming.Thread ?? incoming.Channel, null);

    public override string? ThreadOf(IncomingMessage message, PostedMessages reply) => reply.Channel == message.Id ? message.Id : message.Thread;

    public override async Task<(ChatRoom Room, string? User)> FindRoomAsync(string address, CancellationToken cancellationToken)
    {
        var id = DiscordIds.Parse(address);
        return (new ChatRoom(id ?? address, null), id is null || await IsChannelAsync(id, cancellationToken) ? null : id);
    }

    public override async Task<string?> FindChannelAsync(string posted, CancellationToken cancellationToken)
    {
        var channel = FindKnown(posted) ?? await _rest.ReadChannelAsync(posted, cancellationToken);
        return channel.GuildId is null && channel.Type == ChannelType.Direct ? null : channel.Room;
    }

    protected override async Task ConnectAsync(CancellationToken cancellationToken) =>
        _shards = _options.Shards > 0 ? _options.Shards : await CountShardsAsync(cancellationToken);

    protected override async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var events = Channel.CreateBounded<GatewayEvent>(new BoundedChannelOptions(WaitingEvents) { SingleReader = true });
        var turns = new IdentifyTurns(_time);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var connections = Enumerable.Range(0, _shards)
            .Select(shard => new GatewayClient(shard, _shards, _options, _rest.FindGatewayAsync, turns, events.Writer, _time, _logger).RunAsync(leaving.Token))
            .ToArray();
        var routing = _router.RunAsync(events.Reader);
        var first = await Task.WhenAny([.. connections, routing]);
        await leaving.CancelAsync();
        await Task.WhenAll(connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        events.Writer.Complete(); // what came is kept or finished; what comes now is Discord's to tell the next process
        await routing;
        await first;
    }

    protected override Task ResumeAsync(ReceivedRequest open, CancellationToken cancellationToken) => _router.ResumeAsync(open, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        _router.Dispose();
        base.Dispose(disposing);
    }

    private static string Shorten(string title)
    {
        var end = Math.Min(title.Length, LongestThreadName - 1);
        return title.Length <= LongestThreadName ? title : title[..(char.IsHighSurrogate(title[end - 1]) ? end - 1 : end)] + "…";
    }

    private Payloads.Channel? FindKnown(string channel) =>
        _servers.Servers.Select(server => server.Channels.GetValueOrDefault(channel)).FirstOrDefault(found => found is not null);

    /// <summary>A thread may be older than the session, and whoever is asked for help may be a person.</summary>
    private async Task<bool> IsChannelAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return FindKnown(id) is not null || await _rest.ReadChannelAsync(id, cancellationToken) is not null;
        }
        catch (DiscordException unknown) when (unknown.Status == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private async Task<int> CountShardsAsync(CancellationToken cancellationToken)
    {
        var delay = new ReconnectDelay(Random.Shared);
        while (true)
        {
            try
            {
                return (await _rest.FindGatewayAsync(cancellationToken)).Shards;
            }
            catch (DiscordException refused) when (refused.Status == HttpStatusCode.Unauthorized)
            {
                throw new UserFacingException(GatewayCloseCodes.Explain(4004), isFailure: true, refused);
            }
            catch (Exception fault) when (fault is HttpRequestException or DiscordException)
            {
                LogNotThere(fault.Message);
                await Task.Delay(delay.Next(TimeSpan.Zero, identify: false), _time, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Discord: no reaction could be added: {Fault}")]
    private partial void LogNoReaction(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Discord cannot be reached; it is tried again: {Fault}")]
    private partial void LogNotThere(string fault);
}
