using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Privacy;

namespace ResearchBot.Core.Platforms;

/// <summary>A chat platform that the bot answers on while its process runs, such as Discord or Slack. Subclasses do what only their platform can: connect,
/// read, render, post. Shared processing is in <see cref="MessageFlow"/>, <see cref="RequestFlow"/> and <see cref="NoticeDelivery"/>.</summary>
public abstract partial class ChatPlatform : IDisposable
{
    private readonly ChatServices _core;
    private readonly ILogger _logger;
    private readonly NoticeDelivery _notices;

    protected ChatPlatform(ChatServices core)
    {
        (_core, _logger) = (core, core.Loggers.CreateLogger(GetType()));
        Requests = new RequestFlow(this, core);
        Messages = new MessageFlow(this, core);
        _notices = new NoticeDelivery(this, core);
        Work = NewWork();
    }

    /// <summary>discord or slack, as in addresses and ids.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the settings contain everything needed to connect.</summary>
    public abstract bool IsConfigured { get; }

    /// <summary>One sentence for the operator on which settings are needed to connect.</summary>
    public virtual string HowToConfigure => $"The README says which settings connect {Name}.";

    /// <summary>Whether guests and people of other organisations may write to the bot here.</summary>
    public virtual bool HasOutsiders => false;

    public MessageFlow Messages { get; }
    public RequestFlow Requests { get; }

    /// <summary>The work in progress in this run.</summary>
    public WorkQueue Work { get; private set; }

    /// <summary>How long work in progress may take during shutdown before it is left to the next process.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>Whether the platform recognises a repeated post by its <see cref="PostKey"/>. If not, a post with an unknown outcome is looked up, and a
    /// reply replaces the progress message.</summary>
    public virtual bool KnowsRepeats => false;

    /// <summary>How often the typing sign must be renewed; null if it stays until the reply.</summary>
    public virtual TimeSpan? SignLife => null;

    /// <summary>Shown to somebody whom the bot may not message directly.</summary>
    public virtual string DirectIsClosed => $"The reply is for you alone, and {Name} does not let the bot write to you directly.";

    /// <summary>The secret that only one process at a time may use.</summary>
    protected abstract string Token { get; }

    /// <summary>How long after arrival a request can still be replied to.</summary>
    protected virtual TimeSpan ReplyLife => TimeSpan.FromMinutes(14);

    /// <summary>How many messages are served at once, and how many may wait before reading stops.</summary>
    protected virtual (int AtOnce, int Waiting) Places => (32, 2_000);

    /// <summary>Serves the platform until cancelled, then finishes work in progress within ten seconds. Handles interrupted connections itself.</summary>
    /// <exception cref="UserFacingException">It cannot continue without a person, for example because the token was rejected.</exception>
    public virtual Task RunAsync(CancellationToken cancellationToken) => _core.Lease.HoldAsync(
        $"{Name}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token)))[..16]}", RunHeldAsync, cancellationToken);

    /// <summary>Posts a message once and returns its id in the channel.</summary>
    /// <param name="key">Identifies the post across attempts and processes.</param>
    public abstract Task<string> PostAsync(ChatRoom room, RenderedPart part, PostKey key, string? replyTo, CancellationToken cancellationToken);

    /// <summary>Edits one of the bot's messages. The key is null if the message was not begun by the current request.</summary>
    public abstract Task EditAsync(ChatRoom room, string message, RenderedPart part, PostKey? key, CancellationToken cancellationToken);

    /// <summary>Deletes one of the bot's messages; succeeds if it is already gone.</summary>
    public abstract Task DeleteAsync(string channel, string message, CancellationToken cancellationToken);

    /// <summary>Opens the direct channel with a user and returns its id.</summary>
    public abstract Task<string> OpenDirectAsync(string user, CancellationToken cancellationToken);

    /// <summary>Starts a thread at a message; returns the message's own room if there can be none.</summary>
    public abstract Task<ChatRoom> OpenThreadAsync(IncomingMessage message, string title, CancellationToken cancellationToken);

    /// <summary>Whether a message still exists; true if that is unknown.</summary>
    public abstract Task<bool> ExistsAsync(IncomingMessage message, CancellationToken cancellationToken);

    /// <summary>Finds one of the bot's posts; null if it does not exist. Called only if <see cref="KnowsRepeats"/> is false.</summary>
    public virtual Task<string?> FindPostAsync(ChatRoom room, PostKey key, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <summary>Whether this fault leaves it unknown whether the platform carried out the call.</summary>
    public virtual bool IsUnknown(Exception fault) => fault is PlatformException { Fault: PlatformFault.Unknown };

    /// <summary>Shows a typing sign in a room.</summary>
    public abstract Task ShowWorkAsync(ChatRoom room, CancellationToken cancellationToken);

    /// <summary>Says a word of thanks to a message without a message, if the platform can; never fails.</summary>
    public virtual Task AcknowledgeAsync(IncomingMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Shows a reply to one person alone in a room that others read. Returns false if the platform cannot.</summary>
    public virtual Task<bool> WhisperAsync(ChatRoom room, string user, IReadOnlyList<RenderedPart> parts, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Whether people of other organisations read a channel; null if that is unknown, or the platform has no such channels.</summary>
    public virtual Task<bool?> IsSharedAsync(string channel, CancellationToken cancellationToken) => Task.FromResult<bool?>(null);

    /// <summary>Says something to the author alone, where they wrote if the platform can.</summary>
    public virtual async Task TellAloneAsync(Incoming incoming, IReadOnlyList<RenderedPart> parts, CancellationToken cancellationToken)
    {
        var room = incoming.IsDirect ? RoomOf(incoming) : new ChatRoom(await OpenDirectAsync(incoming.Author, cancellationToken), null);
        foreach (var (i, part) in parts.Index())
        {
            await PostAsync(room, part, new PostKey(incoming.Id, "alone", i), replyTo: null, cancellationToken);
        }
    }

    /// <summary>Renders a reply in at least one part.</summary>
    public abstract IReadOnlyList<RenderedPart> Render(Reply reply, bool isPrivate);

    /// <summary>Renders an unsolicited notice, with the answer it is about, if any.</summary>
    public abstract IReadOnlyList<RenderedPart> Render(Notice notice, AnswerReply? answer);

    /// <summary>Renders the progress of a load.</summary>
    public abstract RenderedPart Render(IngestionProgress progress);

    /// <summary>Renders what a model has written so far.</summary>
    public abstract RenderedPart Render(DraftedAnswer draft);

    /// <summary>The workspace of an incoming item; empty if there is none.</summary>
    public abstract Task<string> FindWorkspaceAsync(Incoming incoming, CancellationToken cancellationToken);

    /// <summary>The author's identity and rights where they write.</summary>
    /// <exception cref="UserFacingException">They cannot be served; the message says why.</exception>
    public abstract Task<PlatformPerson> FindPersonAsync(Incoming incoming, CancellationToken cancellationToken);

    /// <summary>Completes the location of an incoming item, asking the platform if the payload does not contain it.</summary>
    public virtual Task<Incoming> LocateAsync(Incoming incoming, CancellationToken cancellationToken) => Task.FromResult(incoming);

    /// <summary>Interprets a message that is not a load: a question, unless the platform's users type commands into messages.</summary>
    /// <exception cref="UserFacingException">It is mistyped.</exception>
    public virtual (string Command, IReadOnlyDictionary<string, string> Arguments) ReadTyped(string text) => ("ask", IncomingRequest.Of("question", text));

    /// <summary>The room of a channel or thread for posting.</summary>
    public virtual ChatRoom RoomOf(Incoming incoming) => new(incoming.Channel, incoming.Thread);

    /// <summary>The room of the thread at a message if posting there starts it; null if it must be opened first.</summary>
    public virtual ChatRoom? ThreadAt(IncomingMessage message) => null;

    /// <summary>The thread of a reply to a message; null if it is in none.</summary>
    public virtual string? ThreadOf(IncomingMessage message, PostedMessages reply) => message.Thread ?? (message.IsDirect ? null : message.Order);

    /// <summary>The room at a core address, and the user if it is a direct room.</summary>
    public abstract Task<(ChatRoom Room, string? User)> FindRoomAsync(string address, CancellationToken cancellationToken);

    /// <summary>The channel, without the platform's name, whose settings apply to a posted message; null for a direct message.</summary>
    public abstract Task<string?> FindChannelAsync(string posted, CancellationToken cancellationToken);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Connects for the first time, retrying until the platform answers.</summary>
    protected abstract Task ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Dispatches incoming events until cancelled and all received work is in progress.</summary>
    protected abstract Task ReceiveAsync(CancellationToken cancellationToken);

    /// <summary>Serves again what a previous process had begun.</summary>
    protected abstract Task ResumeAsync(ReceivedRequest open, CancellationToken cancellationToken);

    /// <summary>Continues the work left by a previous process, once the bot knows its own identity.</summary>
    protected void Resume() => Work.Start("open requests", async cancellationToken =>
    {
        foreach (var open in await _core.Inbox.OpenAsync(Name, ReplyLife, cancellationToken))
        {
            if (open.Payload.Length > 0)
            {
                _ = Work.Start(open.Id, ended => ResumeAsync(open, ended));
            }
        }
    });

    protected virtual void Dispose(bool disposing) => Work.Dispose();

    /// <summary>Runs while no other process holds the token.</summary>
    private async Task RunHeldAsync(CancellationToken cancellationToken)
    {
        Work.Dispose();
        Work = NewWork(); // it may run again, where it had lost the token to another process
        using var leaving = new CancellationTokenSource();
        using var ended = new CancellationTokenSource();
        try
        {
            await ConnectAsync(cancellationToken);
            var receiving = ReceiveAsync(leaving.Token);
            var posting = _notices.RunAsync(ended.Token);
            LogRunning(Name);
            var first = await Task.WhenAny(receiving, posting, Task.Delay(Timeout.Infinite, cancellationToken)); // receiving may wait for room, which the end makes
            Work.KeepForNext();
            await leaving.CancelAsync();
            var ending = Work.EndAsync(Patience);
            await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ending;
            await Work.DrainAsync();
            await ended.CancelAsync();
            await posting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await first;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Shutdown was requested.
        }
    }

    private WorkQueue NewWork()
    {
        var (atOnce, waiting) = Places;
        return new WorkQueue(atOnce, waiting, _core.Time, _logger);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to {Platform}")]
    private partial void LogRunning(string platform);
}

/// <summary>A call that the platform rejected.</summary>
public abstract class PlatformException(string message) : Exception(message)
{
    public abstract PlatformFault Fault { get; }
}

public enum PlatformFault
{
    /// <summary>Would be rejected again.</summary>
    Refused,

    /// <summary>The bot may not write there.</summary>
    Closed,

    /// <summary>The target no longer exists.</summary>
    Gone,

    /// <summary>The platform failed; whether it carried out the call is unknown.</summary>
    Unknown,
}

/// <summary>The core services that message processing needs.</summary>
public sealed record ChatServices(
    CommandDispatcher Dispatcher,
    CommandCatalog Catalog,
    CommandGrammar Grammar,
    RequestInbox Inbox,
    NoticeOutbox Outbox,
    AnswerLog Answers,
    AnswerRemoval Removal,
    ConversationStore Conversations,
    ChosenSettings Settings,
    ReplyPrivacy Privacy,
    CollectionRights Rights,
    Outsiders Outsiders,
    EffectiveSettingsReader Effective,
    Quiet Quiet,
    CitationVerifier Verifier,
    LoadHistory Loads,
    PlatformLease Lease,
    TimeProvider Time,
    ILoggerFactory Loggers);
