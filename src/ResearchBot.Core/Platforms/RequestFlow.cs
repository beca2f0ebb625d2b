using Microsoft.Extensions.Logging;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Platforms;

/// <summary>The way of what somebody wants, on every platform: kept once, run through the core, replied to, and noted as done. What a process that
/// was killed had begun stays open, and the next one runs it again.</summary>
public sealed partial class RequestFlow(ChatPlatform platform, ChatServices core)
{
    private const int LoadsLookedAt = 100;

    private readonly RecentIds _begun = new(50_000);
    private readonly ILogger _logger = core.Loggers.CreateLogger<RequestFlow>();

    /// <summary>Whether this process has begun it.</summary>
    public bool HasBegun(string id) => _begun.Has(id);

    /// <summary>Keeps something that is about to be run. Returns when it is committed.</summary>
    /// <param name="incoming">What came in.</param>
    /// <param name="eventId">The event's own id beside it; null where it has none.</param>
    /// <param name="workspace">The tenant.</param>
    /// <param name="payload">As it came, to run it again.</param>
    /// <returns>True the first time only: whoever gets false does nothing.</returns>
    public Task<bool> BeginAsync(Incoming incoming, string? eventId, string workspace, string payload, CancellationToken cancellationToken) =>
        BeginAsync(incoming.Id, eventId, workspace, PersonOf(incoming), payload, cancellationToken);

    /// <summary>Takes over what an ended process had begun; false where this one has begun it itself.</summary>
    public bool TakeOver(string id) => _begun.Add(id);

    /// <summary>Notes that it needs no reply any more.</summary>
    public Task DoneAsync(string id, CancellationToken cancellationToken) =>
        core.Inbox.DoneAsync(platform.Name, id, replyAddress: null, answerId: null, cancellationToken);

    /// <summary>Whether one person alone is to see the reply.</summary>
    public async Task<bool> IsPrivateAsync(IncomingRequest request, string workspace, CancellationToken cancellationToken) => !request.IsDirect
        && (request.WantsPrivate || !request.IsVisible || core.Catalog.Find(request.Command) is not { } command
            || await core.Privacy.IsPrivateAsync(command, workspace, ChannelOf(request), cancellationToken));

    /// <summary>Whether it is a load that an ended process had stored: it goes on by itself, and must not be begun again.</summary>
    public async Task<bool> IsStoredLoadAsync(ReceivedRequest open, IncomingRequest request, CancellationToken cancellationToken) => request.Command == "load"
        && (await core.Loads.ListAsync(open.Workspace, LoadsLookedAt, cancellationToken)).Any(load => load.Job.Person == open.Person && load.Job.CreatedAt >= open.ReceivedAt);

    /// <summary>Runs a request that the inbox holds for this process, and sends its reply.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="target">Where the reply goes.</param>
    /// <param name="isWanted">Whether a reply is still wanted when it is ready: its question may be deleted by then.</param>
    public async Task RunAsync(IncomingRequest request, ReplyTarget target, Func<bool> isWanted, CancellationToken cancellationToken)
    {
        try
        {
            var (posted, reply) = await ReplyAsync(request, target, isWanted, cancellationToken);
            await core.Inbox.DoneAsync(platform.Name, request.Id, posted?.ToString(), (reply as AnswerReply)?.Receipt, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogNoReply(fault, request.Id); // it stays open; the next process to start tries again
        }
    }

    /// <summary>Says what is wrong with something.</summary>
    public Task<PostedMessages?> RefuseAsync(Exception fault, ReplyTarget target, CancellationToken cancellationToken) =>
        target.SendAsync(platform.Render(core.Dispatcher.ToReply(fault), target.IsPrivate), cancellationToken);

    /// <summary>The request, as the core takes it.</summary>
    /// <exception cref="UserFacingException">It cannot be served; the message says why.</exception>
    public async Task<CommandRequest> CreateAsync(IncomingRequest incoming, bool isPrivate, CancellationToken cancellationToken)
    {
        incoming = (IncomingRequest)await platform.LocateAsync(incoming, cancellationToken);
        var who = await platform.FindPersonAsync(incoming, cancellationToken);
        var (command, arguments) = who.HasToChoose && incoming.Command != "workspace"
            ? ("workspace", new Dictionary<string, string>()) // asked in place of what was typed
            : (incoming.Command, incoming.Arguments);
        var (room, isDirect) = (platform.RoomOf(incoming), incoming.IsDirect);
        var person = new Person(who.Workspace, PersonOf(incoming), who.Role) { Groups = who.Groups };
        var request = new CommandRequest(command, arguments, person, new ReplyAddress(platform.Name, isPrivate ? $"{platform.Name}:direct:{incoming.Author}" : $"{platform.Name}:{room}"))
        {
            IsPrivate = isPrivate,
            Channel = isDirect ? null : ChannelOf(incoming),
            Tenant = isDirect ? null : new Tenant(platform.Name, incoming.Team!),
            SharedWorkspaces = who.SharedWorkspaces,
            Conversation = new ConversationAddress(
                who.Workspace, platform.Name, isDirect || incoming.Thread is not null ? room.ToString() : $"{incoming.Channel}/{incoming.Author}"),
            Sources = incoming.Files,
        };
        if (incoming.Target is null)
        {
            return request;
        }

        var answer = await core.Answers.FindPostedAsync(who.Workspace, platform.Name, incoming.Target, cancellationToken)
            ?? throw new UserFacingException("That message holds no answer of this bot that is still kept.");
        return request with { Arguments = IncomingRequest.Of(AnswerChoice.Option.Name, answer.Id) };
    }

    internal async Task<bool> BeginAsync(string id, string? eventId, string workspace, string person, string payload, CancellationToken cancellationToken)
    {
        if (!_begun.Add(id))
        {
            return false;
        }

        try
        {
            return await core.Inbox.BeginAsync(platform.Name, id, eventId, workspace, person, payload, cancellationToken);
        }
        catch
        {
            _begun.Remove(id); // it was not kept: when it comes again, it is taken
            throw;
        }
    }

    /// <summary>Runs a request in the place of an earlier reply.</summary>
    internal async Task<(PostedMessages? Posted, Reply Reply)> DispatchAsync(CommandRequest request, ReplyTarget target, Func<bool> isWanted, CancellationToken cancellationToken)
    {
        using var sink = new ReplySink(platform, target, request.Person.Workspace, isWanted, core, _logger);
        var reply = request.Command == "load"
            ? await core.Dispatcher.DispatchAsync(request, sink, CancellationToken.None).WaitAsync(cancellationToken) // it goes on after a restart, and is not cancelled by it
            : await core.Dispatcher.DispatchAsync(request, sink, cancellationToken);
        return (sink.Posted, reply);
    }

    private string PersonOf(Incoming incoming) => $"{platform.Name}:{incoming.Author}";

    private string ChannelOf(Incoming incoming) => $"{platform.Name}:{incoming.Channel}";

    private async Task<(PostedMessages? Posted, Reply Reply)> ReplyAsync(IncomingRequest incoming, ReplyTarget target, Func<bool> isWanted, CancellationToken cancellationToken)
    {
        CommandRequest request;
        try
        {
            request = await CreateAsync(incoming, target.IsPrivate, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            var refusal = core.Dispatcher.ToReply(fault);
            return (await target.SendAsync(platform.Render(refusal, target.IsPrivate), cancellationToken), refusal);
        }

        return await DispatchAsync(request, target, isWanted, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No reply could be sent to {Id}")]
    private partial void LogNoReply(Exception fault, string id);
}
