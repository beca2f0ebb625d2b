using System.Text;
using Microsoft.Extensions.Options;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Workspaces;
using ResearchBot.Slack.Http;
using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Socket;

namespace ResearchBot.Slack;

/// <summary>The bot on Slack: receives in one of two modes, hands on what comes, and does what only Slack can.</summary>
internal sealed partial class SlackPlatform : ChatPlatform
{
    public const string Slack = "slack";

    private static readonly string[] Fatal =
        ["invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type", "team_access_not_granted", "org_login_required"];

    private readonly SlackOptions _options;
    private readonly SlackWeb _slack;
    private readonly SlackIdentity _self;
    private readonly WorkspaceMap _workspaces;
    private readonly TeamPeople _people;
    private readonly SharedChannels _channels;
    private readonly IncomingReader _reader;
    private readonly SlackRenderer _renderer;
    private readonly ReplyFinder _finder;
    private readonly SocketMode _sockets;
    private readonly Func<HttpMode> _openHttp;
    private readonly EnvelopeRouter _router;
    private readonly TimeProvider _time;
    private readonly ILogger<SlackPlatform> _logger;

    public SlackPlatform(
        IOptions<SlackOptions> options, ChatServices core, SlackWeb slack, SlackIdentity self, WorkspaceMap workspaces, TeamPeople people, SharedChannels channels,
        IncomingReader reader, SlackRenderer renderer, SocketMode sockets, Func<HttpMode> openHttp, EnvelopeQueue queue, TimeProvider time,
        ILogger<SlackPlatform> logger)
        : base(core)
    {
        (_options, _slack, _self, _workspaces, _people, _channels, _reader, _renderer) = (options.Value, slack, self, workspaces, people, channels, reader, renderer);
        (_sockets, _openHttp, _finder, _time, _logger) = (sockets, openHttp, new ReplyFinder(slack, self), time, logger);
        _router = new EnvelopeRouter(this, queue, slack, self, channels, reader, new UseHandler(this, slack, reader, time, logger), core.Inbox);
    }

    public override string Name => Slack;
    public override bool IsConfigured => _options.BotToken.Length > 0;

    public override bool HasOutsiders => true;

    public override string HowToConfigure =>
        "For Slack, set the environment variables Slack__BotToken (xoxb-…) and Slack__AppToken (xapp-…); “slack manifest” prints what to make the app from.";

    protected override string Token => _options.BotToken;
    protected override TimeSpan ReplyLife => TimeSpan.FromMinutes(25); // a response_url lives for 30
    protected override (int AtOnce, int Waiting) Places => (64, 0); // what waits stands in the queue of envelopes

    /// <summary>Slack has no key by which it would post a message once: where the outcome is unknown, it is looked for, and posted again if it is not there.</summary>
    public override async Task<string> PostAsync(ChatRoom room, RenderedPart part, PostKey key, string? replyTo, CancellationToken cancellationToken)
    {
        string ts;
        try
        {
            ts = (await _slack.PostAsync(room.Channel, Outgoing(room, part, key), cancellationToken)).Ts;
        }
        catch (Exception unknown) when (ReplyMark.PartOf(key) is not null && IsUnknown(unknown))
        {
            ts = await FindPostAsync(room, key, cancellationToken) ?? (await _slack.PostAsync(room.Channel, Outgoing(room, part, key), cancellationToken)).Ts;
        }

        await UploadAsync(room, part, ts, cancellationToken);
        return ts;
    }

    public override async Task EditAsync(ChatRoom room, string message, RenderedPart part, PostKey? key, CancellationToken cancellationToken)
    {
        await _slack.UpdateAsync(room.Channel, message, Outgoing(room, part, key), cancellationToken);
        await UploadAsync(room, part, message, cancellationToken);
    }

    public override Task DeleteAsync(string channel, string message, CancellationToken cancellationToken) => _slack.DeleteAsync(channel, message, cancellationToken);
    public override async Task<string> OpenDirectAsync(string user, CancellationToken cancellationToken) => (await _slack.OpenDirectAsync(user, cancellationToken)).Id;
    public override ChatRoom? ThreadAt(IncomingMessage message) => new ChatRoom(message.Channel, message.Thread ?? message.Order);
    public override Task<ChatRoom> OpenThreadAsync(IncomingMessage message, string title, CancellationToken cancellationToken) => Task.FromResult(ThreadAt(message)!);

    public override async Task<bool> ExistsAsync(IncomingMessage message, CancellationToken cancellationToken) =>
        !await _finder.IsGoneAsync(message.Channel, message.Thread, message.Order, cancellationToken);

    public override async Task<string?> FindPostAsync(ChatRoom room, PostKey key, CancellationToken cancellationToken) => ReplyMark.PartOf(key) is { } part
        ? await _finder.FindAsync(room.Channel, room.Thread, key.After, key.Cause, part, cancellationToken)
        : null;

    public override bool IsUnknown(Exception fault) => base.IsUnknown(fault) || fault is HttpRequestException;

    public override Task ShowWorkAsync(ChatRoom room, CancellationToken cancellationToken) =>
        room.Thread is null ? Task.CompletedTask : _slack.SetStatusAsync(room.Channel, room.Thread, "is searching the documents…", cancellationToken);

    public override async Task AcknowledgeAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await _slack.ReactAsync(message.Channel, message.Order, "+1", cancellationToken);
        }
        catch (Exception fault) when (fault is SlackException or HttpRequestException)
        {
            LogNoReaction(fault.Message); // the scope may be missing, or the reaction is there already
        }
    }

    /// <summary>The status that shows work stays until a message comes, which a word to one person is not.</summary>
    public override async Task<bool> WhisperAsync(ChatRoom room, string user, IReadOnlyList<RenderedPart> parts, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var part in parts)
            {
                await _slack.PostEphemeralAsync(room.Channel, user, Outgoing(room, part, key: null), cancellationToken);
            }
        }
        catch (SlackException)
        {
            return false;
        }

        if (room.Thread is { } thread)
        {
            await _slack.SetStatusAsync(room.Channel, thread, string.Empty, cancellationToken);
        }

        return true;
    }

    public override IReadOnlyList<RenderedPart> Render(Reply reply, bool isPrivate) => _renderer.Render(reply);
    public override IReadOnlyList<RenderedPart> Render(Notice notice, AnswerReply? answer) => _renderer.Render(notice, answer);
    public override RenderedPart Render(IngestionProgress progress) => SlackRenderer.Render(progress);
    public override RenderedPart Render(DraftedAnswer draft) => SlackRenderer.Render(draft);

    public override Task<string> FindWorkspaceAsync(Incoming incoming, CancellationToken cancellationToken) =>
        _workspaces.OfAsync(new PlatformTeam(Slack, incoming.Team!), cancellationToken);

    public override async Task<PlatformPerson> FindPersonAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        var workspace = await FindWorkspaceAsync(incoming, cancellationToken);
        var (role, affiliation) = await _people.FindAsync(incoming, cancellationToken);
        var groups = await _people.GroupsOfAsync(incoming.Author, cancellationToken);
        return new PlatformPerson(workspace, role, [.. groups.Select(SlackIds.Group)])
        {
            Affiliation = affiliation,
            SharedWorkspaces = incoming.IsDirect ? [workspace] : [],
        };
    }

    /// <summary>An event says itself whether its channel is shared, but not whether others are invited to it. Where nothing says so, the reply is private.</summary>
    public override async Task<Incoming> LocateAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        if (incoming.IsDirect || incoming.IsShared == true)
        {
            return incoming;
        }

        return await IsSharedAsync(incoming.Channel, cancellationToken) is { } isShared ? incoming with { IsShared = isShared }
            : incoming.IsShared is null ? incoming with { IsVisible = false }
            : incoming;
    }

    public override Task<bool?> IsSharedAsync(string channel, CancellationToken cancellationToken) => _channels.IsSharedAsync(channel, cancellationToken);

    public override async Task TellAloneAsync(Incoming incoming, IReadOnlyList<RenderedPart> parts, CancellationToken cancellationToken)
    {
        if (incoming is SlackRequest { IsDirect: false, ResponseUrl: { } url })
        {
            await new ResponseTarget(_slack, url, incoming.Thread, isPrivate: true).SendAsync(parts, cancellationToken);
        }
        else if (incoming.IsDirect || !await WhisperAsync(RoomOf(incoming), incoming.Author, parts, cancellationToken))
        {
            await base.TellAloneAsync(incoming, parts, cancellationToken);
        }
    }

    public override (string Command, IReadOnlyDictionary<string, string> Arguments) ReadTyped(string text) => _reader.ReadTyped(text);

    public override Task<(ChatRoom Room, string? User)> FindRoomAsync(string address, CancellationToken cancellationToken)
    {
        var (id, thread) = SlackIds.Parse(address) ?? (address, null);
        return Task.FromResult((new ChatRoom(id, thread), id.StartsWith('U') || id.StartsWith('W') ? id : null));
    }

    public override Task<string?> FindChannelAsync(string posted, CancellationToken cancellationToken) => Task.FromResult(posted.StartsWith('D') ? null : posted);

    protected override async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var identity = await IdentifyAsync(cancellationToken);
        _self.User = identity.UserId;
        _self.IsEnterprise = identity is { IsEnterpriseInstall: true, EnterpriseId: not null };
        _self.Installation = _self.IsEnterprise ? identity.EnterpriseId! : identity.TeamId;
        await _workspaces.JoinedAsync(new PlatformTeam(Slack, _self.Installation), identity.Team, cancellationToken);
    }

    protected override async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Resume();
        var receiving = _options.Mode == SlackOptions.Http ? _openHttp().RunAsync(stopping.Token) : _sockets.RunAsync(stopping.Token);
        var routing = _router.RunAsync(stopping.Token);
        var first = await Task.WhenAny(receiving, routing);
        await stopping.CancelAsync();
        await Task.WhenAll(receiving, routing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Work.KeepForNext();
        await _router.KeepAsync();
        await first;
    }

    protected override Task ResumeAsync(ReceivedRequest open, CancellationToken cancellationToken) => _router.ResumeAsync(open, cancellationToken);

    private static OutgoingMessage Outgoing(ChatRoom room, RenderedPart part, PostKey? key)
    {
        var message = (SlackMessage)part;
        return new OutgoingMessage(message.Text)
        {
            Blocks = message.Blocks,
            ThreadTs = room.Thread,
            Metadata = ReplyMark.PartOf(key) is { } number ? ReplyMark.Of(key!.Cause, number) : null,
        };
    }

    private async Task UploadAsync(ChatRoom room, RenderedPart part, string ts, CancellationToken cancellationToken)
    {
        foreach (var file in ((SlackMessage)part).Files)
        {
            await _slack.UploadAsync(room.Channel, room.Thread ?? ts, file.Name, Encoding.UTF8.GetBytes(file.Text), comment: null, cancellationToken);
        }
    }

    /// <summary>Asks until there is an answer: Slack may be down when the bot starts.</summary>
    private async Task<Identity> IdentifyAsync(CancellationToken cancellationToken)
    {
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause * 2 < TimeSpan.FromMinutes(1) ? pause * 2 : TimeSpan.FromMinutes(1))
        {
            try
            {
                return await _slack.TestAuthAsync(cancellationToken);
            }
            catch (SlackException refused) when (Fatal.Contains(refused.Code))
            {
                throw new UserFacingException(
                    $"Slack refuses the bot's token ({refused.Code}). Set Slack__BotToken to the one that the app's page OAuth & Permissions shows.", isFailure: true, refused);
            }
            catch (Exception fault) when (fault is SlackException or HttpRequestException)
            {
                LogNotThere(fault.Message);
                await Task.Delay(pause, _time, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Slack: no reaction could be added: {Fault}")]
    private partial void LogNoReaction(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack cannot be reached; it is tried again: {Fault}")]
    private partial void LogNotThere(string fault);
}
