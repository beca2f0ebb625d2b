using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Privacy;

namespace ResearchBot.Core.Platforms;

/// <summary>A chat platform that the bot answers on for as long as its process stays: Discord, Slack. An heir does what only that platform can:
/// connect, read, draw, post. The way of what comes in is the same on each: <see cref="Messages"/>, <see cref="Requests"/>,
/// <see cref="NoticeDelivery"/>.</summary>
public abstract partial class ChatPlatform : IDisposable
{
    private readonly ChatServices _core;
    private readonly ILogger _logger;
    private readonly NoticeDelivery _notices;

    /// <summary>Binds the way of messages to this platform.</summary>
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

    /// <summary>Whether the settings name what it takes to connect.</summary>
    public abstract bool IsConfigured { get; }

    /// <summary>Which settings connect it, as a sentence for whoever runs the program.</summary>
    public virtual string HowToConfigure => $"The README says which settings connect {Name}.";

    /// <summary>The way of messages.</summary>
    public MessageFlow Messages { get; }

    /// <summary>The way of commands, buttons and forms.</summary>
    public RequestFlow Requests { get; }

    /// <summary>What is in hand in this run.</summary>
    public WorkQueue Work { get; private set; }

    /// <summary>How long what is in hand may take at the end, before it is left to the next process.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>Whether the platform knows a repeated post by its <see cref="PostKey"/>. Where it does not, a post whose outcome is unknown is looked
    /// for, and a reply takes the place of the progress that was shown.</summary>
    public virtual bool KnowsRepeats => false;

    /// <summary>After what time the sign of work has to be shown again; null where it stays until the reply.</summary>
    public virtual TimeSpan? SignLife => null;

    /// <summary>What somebody reads to whom the bot may not write directly.</summary>
    public virtual string DirectIsClosed => $"The reply is for you alone, and {Name} does not let the bot write to you directly.";

    /// <summary>The secret that one process at a time may hold.</summary>
    protected abstract string Token { get; }

    /// <summary>For how long something that came in can still be replied to.</summary>
    protected virtual TimeSpan ReplyLife => TimeSpan.FromMinutes(14);

    /// <summary>How many messages are served at once, and how many more may wait before no more are read.</summary>
    protected virtual (int AtOnce, int Waiting) Places => (32, 2_000);

    /// <summary>Answers until it is cancelled; then it has ten seconds to finish what it has begun. Interrupted connections are its own affair.</summary>
    /// <exception cref="UserFacingException">It cannot go on without a person, such as with a token that is refused.</exception>
    public virtual Task RunAsync(CancellationToken cancellationToken) => _core.Lease.HoldAsync(
        $"{Name}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token)))[..16]}", RunHeldAsync, cancellationToken);

    /// <summary>Posts once.</summary>
    /// <param name="room">Where.</param>
    /// <param name="part">What.</param>
    /// <param name="key">Names the post, the same for every attempt and every process.</param>
    /// <param name="replyTo">The message that it replies to; null where there is none.</param>
    /// <returns>The message's name in its channel.</returns>
    public abstract Task<string> PostAsync(ChatRoom room, RenderedPart part, PostKey key, string? replyTo, CancellationToken cancellationToken);

    /// <summary>Changes a message of the bot's. The key is null where it is none that was begun by this request.</summary>
    public abstract Task EditAsync(ChatRoom room, string message, RenderedPart part, PostKey? key, CancellationToken cancellationToken);

    /// <summary>Deletes a message of the bot's; one that is gone already is fine.</summary>
    public abstract Task DeleteAsync(string channel, string message, CancellationToken cancellationToken);

    /// <summary>Opens the direct channel with somebody.</summary>
    public abstract Task<string> OpenDirectAsync(string user, CancellationToken cancellationToken);

    /// <summary>Begins a thread at a message; gives the message's own room where there can be none.</summary>
    public abstract Task<ChatRoom> OpenThreadAsync(IncomingMessage message, string title, CancellationToken cancellationToken);

    /// <summary>Whether a message still stands; true where that cannot be told.</summary>
    public abstract Task<bool> ExistsAsync(IncomingMessage message, CancellationToken cancellationToken);

    /// <summary>Looks for a post of the bot's; null where it does not stand there. Asked only where repeats are not known.</summary>
    public virtual Task<string?> FindPostAsync(ChatRoom room, PostKey key, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <summary>Whether a fault leaves it open whether the platform did what was asked.</summary>
    public virtual bool IsUnknown(Exception fault) => fault is PlatformException { Fault: PlatformFault.Unknown };

    /// <summary>Shows in a room that the bot works.</summary>
    public abstract Task ShowWorkAsync(ChatRoom room, CancellationToken cancellationToken);

    /// <summary>Draws a reply; at least one part.</summary>
    public abstract IReadOnlyList<RenderedPart> Render(Reply reply, bool isPrivate);

    /// <summary>Draws something that is said unasked, with the answer that it is about, if there is one.</summary>
    public abstract IReadOnlyList<RenderedPart> Render(Notice notice, AnswerReply? answer);

    /// <summary>Draws where a load stands.</summary>
    public abstract RenderedPart Render(IngestionProgress progress);

    /// <summary>Draws what a model has written so far.</summary>
    public abstract RenderedPart Render(DraftedAnswer draft);

    /// <summary>The workspace that somebody means where they write; empty where there is none.</summary>
    public abstract Task<string> FindWorkspaceAsync(Incoming incoming, CancellationToken cancellationToken);

    /// <summary>Who somebody is where they write.</summary>
    /// <exception cref="UserFacingException">They cannot be served; the message says why.</exception>
    public abstract Task<PlatformPerson> FindPersonAsync(Incoming incoming, CancellationToken cancellationToken);

    /// <summary>Completes where something came in, by asking the platform where the payload does not tell.</summary>
    public virtual Task<Incoming> LocateAsync(Incoming incoming, CancellationToken cancellationToken) => Task.FromResult(incoming);

    /// <summary>What a message without the word “load” asks: a question, unless the platform's people type commands into messages.</summary>
    /// <exception cref="UserFacingException">It is wrongly typed.</exception>
    public virtual (string Command, IReadOnlyDictionary<string, string> Arguments) ReadTyped(string text) => ("ask", IncomingRequest.Of("question", text));

    /// <summary>Where messages of a channel or thread are posted.</summary>
    public virtual ChatRoom RoomOf(Incoming incoming) => new(incoming.Channel, incoming.Thread);

    /// <summary>The room of the thread at a message, if writing there is what begins it; null where it has to be opened.</summary>
    public virtual ChatRoom? ThreadAt(IncomingMessage message) => null;

    /// <summary>The thread in which a reply to a message stands; null where it stands in none.</summary>
    public virtual string? ThreadOf(IncomingMessage message, PostedMessages reply) => message.Thread ?? (message.IsDirect ? null : message.Order);

    /// <summary>Where an address of the core's leads, and whom, where it is one person's.</summary>
    public abstract Task<(ChatRoom Room, string? User)> FindRoomAsync(string address, CancellationToken cancellationToken);

    /// <summary>The channel, without the platform's name, whose settings hold for a posted message; null where it is a direct one.</summary>
    public abstract Task<string?> FindChannelAsync(string posted, CancellationToken cancellationToken);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Connects for the first time: asks until there is an answer, since the platform may be down when the bot starts.</summary>
    protected abstract Task ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Hands on what comes in until it is cancelled and what came is in hand.</summary>
    protected abstract Task ReceiveAsync(CancellationToken cancellationToken);

    /// <summary>Serves once more what an ended process had begun.</summary>
    protected abstract Task ResumeAsync(ReceivedRequest open, CancellationToken cancellationToken);

    /// <summary>Goes on with what a process before this one left, once the bot knows who it is there.</summary>
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

    /// <summary>Frees what it holds.</summary>
    protected virtual void Dispose(bool disposing) => Work.Dispose();

    /// <summary>Runs while no other process has the token.</summary>
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
            // Asked to end.
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

/// <summary>The platform refused a call.</summary>
public abstract class PlatformException(string message) : Exception(message)
{
    /// <summary>What it means for the bot.</summary>
    public abstract PlatformFault Fault { get; }
}

/// <summary>What a refusal of a platform means.</summary>
public enum PlatformFault
{
    /// <summary>It will be refused again.</summary>
    Refused,

    /// <summary>The bot may not write there.</summary>
    Closed,

    /// <summary>What it was about is gone.</summary>
    Gone,

    /// <summary>The platform failed; whether it did what was asked is unknown.</summary>
    Unknown,
}

/// <summary>What the way of a message needs of the core.</summary>
public sealed record ChatServices(
    CommandDispatcher Dispatcher,
    CommandCatalog Catalog,
    RequestInbox Inbox,
    NoticeOutbox Outbox,
    AnswerLog Answers,
    AnswerRemoval Removal,
    ConversationStore Conversations,
    ChosenSettings Settings,
    ReplyPrivacy Privacy,
    CollectionRights Rights,
    Quiet Quiet,
    CitationVerifier Verifier,
    LoadHistory Loads,
    PlatformLease Lease,
    TimeProvider Time,
    ILoggerFactory Loggers);
