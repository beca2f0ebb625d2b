using Microsoft.Extensions.Logging;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Platforms;

/// <summary>Processes chat messages on every platform: decides whether a message is for the bot, stores it before serving, answers it once, and handles
/// edits, deletions and restarts. Messages must arrive in order.</summary>
public sealed class MessageFlow(ChatPlatform platform, ChatServices core)
{
    private readonly RecentIds _deleted = new(50_000);
    private readonly LatestEdits _edits = new();
    private readonly ThreadTalk _talk = new();
    private readonly ILogger _logger = core.Loggers.CreateLogger<MessageFlow>();

    /// <summary>Receives a person's message. Most are not for the bot, which is decided without the store or calls to the platform.</summary>
    /// <param name="isNews">False if the message also arrives as another event that will be served; then it only updates the conversation state.</param>
    public Task ReceiveAsync(IncomingMessage message, bool isNews = true)
    {
        if (!message.IsDirect && !message.IsToBot && !message.MayFollowUp)
        {
            return Task.CompletedTask;
        }

        var isFollowUp = !message.IsDirect && _talk.Hear(message.Talk, message.Order, message.Author, message.IsToBot, message.IsToAnother);
        return isNews && (message.IsDirect || message.IsToBot || isFollowUp)
            ? platform.Work.QueueAsync("a message", message.Id, cancellationToken => HandleAsync(message, cancellationToken))
            : Task.CompletedTask;
    }

    /// <summary>Receives a person's edit; ignored if a later edit arrived before.</summary>
    public Task EditedAsync(IncomingMessage edited) => _edits.IsLatest(edited.Id, edited.EditedAt ?? string.Empty)
        ? platform.Work.QueueAsync("an edit", edited.Id, cancellationToken => EditAsync(edited, cancellationToken))
        : Task.CompletedTask;

    /// <summary>Handles a deleted message: an unsent reply is dropped, a sent one is deleted.</summary>
    public Task DeletedAsync(string message)
    {
        _deleted.Add(message); // at once: the reply may be on its way
        return platform.Work.QueueAsync("a deleted message", message, cancellationToken => DeleteAsync(message, cancellationToken));
    }

    /// <summary>Continues a message or edit that a previous process had begun, unless it was replied to or deleted.</summary>
    public Task ResumeAsync(ReceivedRequest open, IncomingMessage message, CancellationToken cancellationToken) => platform.Work.InTurnAsync(
        message.Id,
        async stop =>
        {
            if (!platform.Requests.TakeOver(open.Id))
            {
                return;
            }

            message = (IncomingMessage)await platform.LocateAsync(message, stop);
            await (open.Id == message.Id ? RunAsync(message, open.Workspace, open, stop) : AnswerEditAsync(open.Id, message, stop));
        },
        cancellationToken);

    /// <summary>Marks a thread as begun for a user, so that what they write there is for the bot.</summary>
    public void Opened(string talk, string message, string user) => _talk.Opened(talk, message, user);

    private bool IsWanted(string message) => !_deleted.Has(message);

    private async Task HandleAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        if (platform.Requests.HasBegun(message.Id))
        {
            return;
        }

        message = (IncomingMessage)await platform.LocateAsync(message, cancellationToken);
        var workspace = await platform.FindWorkspaceAsync(message, cancellationToken);
        if (!message.IsDirect && !message.IsToBot && !await IsFollowUpAsync(message, workspace, cancellationToken))
        {
            return;
        }

        if (await platform.Requests.BeginAsync(message, message.EventId, workspace, message.Payload, cancellationToken) && !platform.Work.IsEnding)
        {
            await RunAsync(message, workspace, again: null, cancellationToken);
        }
    }

    private async Task<bool> IsFollowUpAsync(IncomingMessage message, string workspace, CancellationToken cancellationToken)
    {
        if (message.Thread is null || (message.Text.Length == 0 && message.Files.Count == 0))
        {
            return false;
        }

        var address = new ConversationAddress(workspace, platform.Name, platform.RoomOf(message).ToString());
        return await core.Conversations.FindAsync(address, cancellationToken) is not null && !await core.Quiet.IsAsync(address, cancellationToken);
    }

    /// <summary>Serves a message; <paramref name="again"/> is what a previous process stored of it, null if it is new.</summary>
    private async Task RunAsync(IncomingMessage message, string workspace, ReceivedRequest? again, CancellationToken cancellationToken)
    {
        if (message.Files.Count == 0 && SmallTalk.Of(message.Text) is TalkKind.Thanks or TalkKind.Chatter)
        {
            if (SmallTalk.Of(message.Text) == TalkKind.Thanks)
            {
                await platform.AcknowledgeAsync(message, cancellationToken);
            }

            await platform.Requests.DoneAsync(message.Id, cancellationToken);
            return;
        }

        var (request, refusal) = Read(message);
        if (await platform.Requests.IsTurnedAwayAsync(request, cancellationToken, isMessage: true))
        {
            return;
        }

        var isPrivate = refusal is null && await platform.Requests.IsPrivateAsync(request, workspace, cancellationToken);
        var thread = await WantsThreadAsync(message, request, isPrivate, workspace, cancellationToken) ? message.Order : null;
        var target = new MessageTarget(platform, message, isPrivate) { Message = message, Thread = thread is null ? null : ThreadTitle(request), After = message.Order };
        if (again is not null && (!await platform.ExistsAsync(message, cancellationToken)
            || await platform.Requests.IsStoredLoadAsync(again, request, cancellationToken) || await target.IsSentAsync(cancellationToken)))
        {
            await platform.Requests.DoneAsync(message.Id, cancellationToken);
            return;
        }

        if (refusal is not null)
        {
            await platform.Requests.RefuseAsync(refusal, target, cancellationToken);
            await platform.Requests.DoneAsync(message.Id, cancellationToken);
            return;
        }

        if (thread is not null)
        {
            _talk.Opened(platform.RoomOf(message with { Thread = thread }).ToString(), message.Order, message.Author);
        }

        var room = thread is null ? platform.RoomOf(message) : platform.ThreadAt(message) ?? platform.RoomOf(message);
        await using var sign = isPrivate && platform.SignLife is null
            ? null // only a reply in the same room would take it away
            : await WorkSign.ShowAsync(platform, room, core.Time, _logger, cancellationToken);
        await platform.Requests.RunAdmittedAsync(thread is null ? request : request with { Thread = thread }, target, () => IsWanted(message.Id), cancellationToken);
    }

    private (IncomingRequest Request, UserFacingException? Refusal) Read(IncomingMessage message)
    {
        try
        {
            var (command, arguments) = message.ReadLoad(core.Grammar) ?? SmallTalkIn(message) ?? platform.ReadTyped(message.Text);
            return (message.Asking(command, arguments), null);
        }
        catch (UserFacingException wrong)
        {
            return (message.Asking(string.Empty, new Dictionary<string, string>()), wrong);
        }
    }

    private static (string Command, IReadOnlyDictionary<string, string> Arguments)? SmallTalkIn(IncomingMessage message) => SmallTalk.Of(message.Text) switch
    {
        TalkKind.Greeting => ("hello", new Dictionary<string, string>()),
        TalkKind.Help => ("help", new Dictionary<string, string>()),
        _ => null,
    };

    /// <summary>A thread that must be opened first is opened only for an answer, not for other replies.</summary>
    private async Task<bool> WantsThreadAsync(IncomingMessage message, IncomingRequest request, bool isPrivate, string workspace, CancellationToken cancellationToken) =>
        message is { Thread: null, IsDirect: false, CanBeginThread: true }
        && ((request.Command == "ask" && !isPrivate) || platform.ThreadAt(message) is not null)
        && SettingCatalog.Threads.In(await core.Settings.ReadAsync(workspace, $"{platform.Name}:{message.Channel}", cancellationToken)) == "on";

    private static string ThreadTitle(IncomingRequest request) =>
        OutgoingText.CleanLine(request.Arguments.GetValueOrDefault("question") ?? string.Empty) is { Length: > 0 } question ? question : "Question";

    private async Task DeleteAsync(string message, CancellationToken cancellationToken)
    {
        if (await core.Inbox.FindAsync(platform.Name, message, cancellationToken) is not { } answered)
        {
            return;
        }

        if (!answered.IsDone)
        {
            await platform.Requests.DoneAsync(message, cancellationToken); // or the next process would answer it
            return;
        }

        if (answered.AnswerId is not null && await core.Answers.FindAsync(answered.Workspace, answered.AnswerId, cancellationToken) is { } kept)
        {
            await core.Removal.DeleteAsync(kept, cancellationToken); // which has its message deleted
        }
        else if (answered.ReplyAddress is { } address && PostedMessages.Parse(address) is { } posted)
        {
            foreach (var one in posted.Messages)
            {
                await platform.DeleteAsync(posted.Channel, one, cancellationToken);
            }
        }
    }

    private async Task EditAsync(IncomingMessage edited, CancellationToken cancellationToken)
    {
        var id = $"edit/{edited.Id}/{edited.EventId ?? edited.EditedAt}"; // the time of an edit may be in seconds
        if (await core.Inbox.FindAsync(platform.Name, edited.Id, cancellationToken) is { } question
            && (question.AnswerId is not null || !question.IsDone)
            && await platform.Requests.BeginAsync(id, edited.EventId, question.Workspace, question.Person, edited.Payload, cancellationToken)
            && question.IsDone && !platform.Work.IsEnding)
        {
            await AnswerEditAsync(id, (IncomingMessage)await platform.LocateAsync(edited, cancellationToken), cancellationToken);
        }
    }

    private async Task AnswerEditAsync(string id, IncomingMessage edited, CancellationToken cancellationToken)
    {
        if (Read(edited) is { Request: { Command: "ask" } request, Refusal: null }
            && await core.Inbox.FindAsync(platform.Name, edited.Id, cancellationToken) is { ReplyAddress: { } address } answered && PostedMessages.Parse(address) is { } posted)
        {
            await AnswerAnewAsync(request with { Thread = platform.ThreadOf(edited, posted) }, answered, posted, cancellationToken);
        }

        await platform.Requests.DoneAsync(id, cancellationToken);
    }

    private async Task AnswerAnewAsync(IncomingRequest request, ReceivedRequest answered, PostedMessages posted, CancellationToken cancellationToken)
    {
        bool isPrivate;
        if (answered.AnswerId is { } before && await core.Answers.FindAsync(answered.Workspace, before, cancellationToken) is { } kept)
        {
            if (kept.Question.Text == request.Arguments["question"])
            {
                return;
            }

            isPrivate = kept.IsPrivate;
            await core.Inbox.DoneAsync(platform.Name, request.Id, answered.ReplyAddress, answerId: null, cancellationToken); // or it would go with the answer
            await core.Removal.ForgetAsync(kept, cancellationToken); // it must not be the question before its own new wording
        }
        else
        {
            isPrivate = request.IsDirect || await platform.Requests.IsPrivateAsync(request, answered.Workspace, cancellationToken);
        }

        var target = new EditedTarget(platform, posted, request.Thread, isPrivate);
        var created = await platform.Requests.CreateAsync(request, isPrivate, cancellationToken);
        var (sent, reply) = await platform.Requests.DispatchAsync(created, target, () => IsWanted(request.Id), cancellationToken);
        await core.Inbox.DoneAsync(platform.Name, request.Id, (sent ?? posted).ToString(), (reply as AnswerReply)?.Receipt ?? answered.AnswerId, cancellationToken);
        if (!isPrivate)
        {
            await platform.Requests.TellLeftOutAsync(request, cancellationToken);
        }
    }

    /// <summary>Tracks the latest edit of recent messages.</summary>
    private sealed class LatestEdits
    {
        private const int Most = 10_000;
        private readonly Lock _lock = new();
        private readonly Dictionary<string, string> _at = [];
        private readonly Queue<string> _oldest = [];

        public bool IsLatest(string message, string at)
        {
            lock (_lock)
            {
                if (_at.TryGetValue(message, out var known))
                {
                    _at[message] = string.CompareOrdinal(at, known) > 0 ? at : known;
                    return string.CompareOrdinal(at, known) >= 0;
                }

                _at[message] = at;
                _oldest.Enqueue(message);
                if (_oldest.Count > Most)
                {
                    _at.Remove(_oldest.Dequeue());
                }

                return true;
            }
        }
    }
}

/// <summary>The typing sign, shown until disposed.</summary>
internal sealed partial class WorkSign : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended;
    private readonly Task _showing;

    private WorkSign(CancellationTokenSource ended, Task showing) => (_ended, _showing) = (ended, showing);

    /// <summary>Shows the sign. One that stays until the reply is in place when this returns; shown later, it would stay for ever.</summary>
    public static async Task<WorkSign> ShowAsync(ChatPlatform platform, ChatRoom room, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var showing = ShowAgainAsync(platform, room, time, logger, ended.Token);
        if (platform.SignLife is null)
        {
            await showing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return new WorkSign(ended, showing);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _showing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }

    private static async Task ShowAgainAsync(ChatPlatform platform, ChatRoom room, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            await platform.ShowWorkAsync(room, cancellationToken);
            while (platform.SignLife is { } life)
            {
                await Task.Delay(life, time, cancellationToken);
                await platform.ShowWorkAsync(room, cancellationToken);
            }
        }
        catch (Exception fault) when (fault is PlatformException || platform.IsUnknown(fault))
        {
            LogNoSign(logger, fault); // not every channel and app may show it
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "No sign of work could be shown")]
    private static partial void LogNoSign(ILogger logger, Exception fault);
}
