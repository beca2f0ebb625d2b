using ResearchBot.Core.Commands;

namespace ResearchBot.Core.Platforms;

/// <summary>The destination of a reply.</summary>
public abstract class ReplyTarget
{
    /// <summary>Whether only one person sees it.</summary>
    public abstract bool IsPrivate { get; }

    /// <summary>Whether the reply has been sent at least in part; checked before a request is run again.</summary>
    public virtual Task<bool> IsSentAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Replaces the progress shown so far; does nothing if it cannot be replaced.</summary>
    public virtual Task ShowProgressAsync(RenderedPart progress, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Removes the shown progress if no reply is wanted any more.</summary>
    public virtual Task WithdrawAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends the reply's parts in order and returns the messages that contain it; null if they cannot be edited later.</summary>
    public abstract Task<PostedMessages?> SendAsync(IReadOnlyList<RenderedPart> parts, CancellationToken cancellationToken);

    /// <summary>Sends what others have no use for, such as a refusal: to the asker alone where the platform can, never in a new thread. Progress that all saw is
    /// replaced for all.</summary>
    public virtual Task<PostedMessages?> SendToAskerAsync(IReadOnlyList<RenderedPart> parts, CancellationToken cancellationToken) => SendAsync(parts, cancellationToken);
}

/// <summary>A channel, thread or direct channel, beside the message that is replied to or in a new thread at it. Falls back to a direct message if the
/// reply is private or the bot may not write there.</summary>
public sealed class MessageTarget : ReplyTarget
{
    private const string Reply = "reply";
    private const string Direct = "direct";
    private readonly ChatPlatform _platform;
    private readonly string _cause;
    private readonly bool _isDirect;
    private readonly bool _isForOne;
    private readonly ChatRoom _beside;
    private ChatRoom? _room;
    private (ChatRoom Room, string Message)? _progress;

    /// <summary>Creates the target for an incoming item.</summary>
    /// <param name="isPrivate">Whether others must not read it.</param>
    public MessageTarget(ChatPlatform platform, Incoming incoming, bool isPrivate)
    {
        (_platform, _cause, _isDirect, _isForOne) = (platform, incoming.Id, incoming.IsDirect, isPrivate && !incoming.IsDirect);
        _beside = platform.RoomOf(incoming);
        Asker = incoming.IsDirect ? null : incoming.Author;
    }

    /// <summary>The message that is replied to; null for a command or button.</summary>
    public IncomingMessage? Message { get; init; }

    /// <summary>The title of the thread to start at the message; null for none.</summary>
    public string? Thread { get; init; }

    /// <summary>A lower bound of the reply's sort key; empty if unknown.</summary>
    public string After { get; init; } = string.Empty;

    /// <summary>The user who gets the reply directly if the bot may not write there; null for nobody.</summary>
    public string? Asker { get; init; }

    public override bool IsPrivate => _isDirect || _isForOne;

    public override async Task<bool> IsSentAsync(CancellationToken cancellationToken)
    {
        if (_platform.KnowsRepeats)
        {
            return false; // sending it again sends nothing
        }

        try
        {
            var (room, purpose) = (await RoomAsync(cancellationToken), _isForOne ? Direct : Reply);
            _progress = await _platform.FindPostAsync(room, Key("progress", 0), cancellationToken) is { } shown ? (room, shown) : null;
            return _progress is null && await _platform.FindPostAsync(room, Key(purpose, 0), cancellationToken) is not null;
        }
        catch (PlatformException elsewhere) when (elsewhere.Fault == PlatformFault.Closed)
        {
            return false; // where the bot is not, it wrote nothing
        }
    }

    public override async Task ShowProgressAsync(RenderedPart progress, CancellationToken cancellationToken)
    {
        if (_progress is { } shown)
        {
            await _platform.EditAsync(shown.Room, shown.Message, progress, _platform.KnowsRepeats ? null : Key("progress", 0), cancellationToken);
        }
        else if (!_isForOne || !_platform.KnowsRepeats)
        {
            var room = _room is null && Thread is not null && Message is not null
                ? _platform.ThreadAt(Message) ?? _beside // a thread that has to be opened is begun by the reply
                : await RoomAsync(cancellationToken);
            _progress = (room, await _platform.PostAsync(room, progress, Key("progress", 0), ReplyToIn(room), cancellationToken));
        }
    }

    public override async Task<PostedMessages?> SendAsync(IReadOnlyList<RenderedPart> parts, CancellationToken cancellationToken)
    {
        if (_isForOne)
        {
            return await SendDirectAsync(parts, cancellationToken);
        }

        var sent = new List<string>();
        try
        {
            return await SendAsync(await RoomAsync(cancellationToken), Reply, parts, sent, cancellationToken);
        }
        catch (PlatformException closed) when (closed.Fault == PlatformFault.Closed && sent.Count == 0 && Asker is not null)
        {
            return await SendDirectAsync(parts, cancellationToken);
        }
    }

    public override async Task<PostedMessages?> SendToAskerAsync(IReadOnlyList<RenderedPart> parts, CancellationToken cancellationToken)
    {
        if (IsPrivate || Asker is null || _progress is not null)
        {
            return await SendAsync(parts, cancellationToken);
        }

        var here = Message is null ? _beside : _platform.ThreadAt(Message) ?? _beside;
        if (await _platform.WhisperAsync(here, Asker, parts, cancellationToken))
        {
            await WithdrawAsync(cancellationToken);
            return null;
        }

        _room ??= _beside;
        return await SendAsync(parts, cancellationToken);
    }

    public override async Task WithdrawAsync(CancellationToken cancellationToken)
    {
        if (_progress is { } shown)
        {
            await _platform.DeleteAsync(shown.Room.Channel, shown.Message, cancellationToken);
        }
    }

    private async Task<PostedMessages?> SendDirectAsync(IReadOnlyList<RenderedPart> parts, CancellationToken cancellationToken)
    {
        _room = _isForOne ? await RoomAsync(cancellationToken) : new ChatRoom(await _platform.OpenDirectAsync(Asker!, cancellationToken), null);
        try
        {
            return await SendAsync(_room, Direct, parts, [], cancellationToken);
        }
        catch (PlatformException closed) when (closed.Fault == PlatformFault.Closed && Message is not null)
        {
            var word = _platform.Render(new ErrorReply(string.Empty, _platform.DirectIsClosed, IsFailure: false), isPrivate: false)[0];
            await _platform.PostAsync(_beside, word, Key("closed", 0), Message.Order, cancellationToken);
            return null;
        }
    }

    private async Task<PostedMessages> SendAsync(ChatRoom room, string purpose, IReadOnlyList<RenderedPart> parts, List<string> sent, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            if (_progress is { } shown && shown.Room == room && sent.Count == 0 && !_platform.KnowsRepeats)
            {
                await _platform.EditAsync(room, shown.Message, part, Key(purpose, 0), cancellationToken);
                sent.Add(shown.Message);
                _progress = null;
            }
            else
            {
                sent.Add(await _platform.PostAsync(room, part, Key(purpose, sent.Count), sent.Count == 0 ? ReplyToIn(room) : null, cancellationToken));
            }
        }

        await WithdrawAsync(cancellationToken);
        return new PostedMessages(room.Channel, sent);
    }

    private async Task<ChatRoom> RoomAsync(CancellationToken cancellationToken) => _room ??=
        _isForOne ? new ChatRoom(await _platform.OpenDirectAsync(Asker!, cancellationToken), null)
        : Thread is not null && Message is not null ? _platform.ThreadAt(Message) ?? await _platform.OpenThreadAsync(Message, Thread, cancellationToken)
        : _beside;

    private string? ReplyToIn(ChatRoom room) => room == _beside ? Message?.Order : null;

    private PostKey Key(string purpose, int part) => new(_cause, purpose, part) { After = After };
}

/// <summary>Replaces an earlier reply: edits its messages, posts further ones and deletes surplus ones.</summary>
/// <param name="before">The earlier reply.</param>
/// <param name="thread">Its thread, if the platform needs it beside the channel.</param>
/// <param name="isPrivate">Whether only one person sees it.</param>
public sealed class EditedTarget(ChatPlatform platform, PostedMessages before, string? thread, bool isPrivate) : ReplyTarget
{
    public override bool IsPrivate => isPrivate;

    public override async Task<PostedMessages?> SendAsync(IReadOnlyList<RenderedPart> parts, CancellationToken cancellationToken)
    {
        var (room, sent) = (new ChatRoom(before.Channel, thread), new List<string>());
        foreach (var part in parts)
        {
            if (sent.Count < before.Messages.Count)
            {
                await platform.EditAsync(room, before.Messages[sent.Count], part, key: null, cancellationToken);
                sent.Add(before.Messages[sent.Count]);
            }
            else
            {
                sent.Add(await platform.PostAsync(room, part, PostKey.None, replyTo: null, cancellationToken));
            }
        }

        foreach (var left in before.Messages.Skip(sent.Count))
        {
            await platform.DeleteAsync(before.Channel, left, cancellationToken);
        }

        return new PostedMessages(before.Channel, sent);
    }
}

/// <summary>A rendered message, opaque to the core.</summary>
public abstract record RenderedPart;

/// <summary>The place of messages. Where threads are channels of their own, the channel is the thread, and Thread is null.</summary>
public sealed record ChatRoom(string Channel, string? Thread)
{
    /// <summary>The core's address format without the platform.</summary>
    public override string ToString() => Thread is null ? Channel : $"{Channel}/{Thread}";
}

/// <summary>Identifies a post, so that it is recognised after an unanswered attempt or a crash.</summary>
/// <param name="Cause">The id of what it answers.</param>
/// <param name="Purpose">Distinguishes messages with the same cause.</param>
public sealed record PostKey(string Cause, string Purpose, int Part)
{
    public static readonly PostKey None = new(string.Empty, string.Empty, 0);

    /// <summary>A lower bound of the post's sort key; empty if unknown.</summary>
    public string After { get; init; } = string.Empty;
}

/// <summary>The messages that contain a reply, stored as <c>channel/message+message</c>.</summary>
public sealed record PostedMessages(string Channel, IReadOnlyList<string> Messages)
{
    /// <summary>Parses the format of <see cref="ToString"/>; null if the text is malformed.</summary>
    public static PostedMessages? Parse(string address) =>
        address.Split('/') is [var channel, var messages] && messages.Length > 0 ? new PostedMessages(channel, messages.Split('+')) : null;

    public override string ToString() => $"{Channel}/{string.Join('+', Messages)}";
}
