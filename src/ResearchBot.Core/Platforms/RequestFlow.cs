using Microsoft.Extensions.Logging;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Platforms;

/// <summary>Processes requests on every platform: stores each once, runs it through the core, replies, and marks it done. A request whose process was
/// killed stays open for the next one.</summary>
public sealed partial class RequestFlow(ChatPlatform platform, ChatServices core)
{
    private const int LoadsLookedAt = 100;
    private readonly RecentIds _begun = new(50_000);
    private readonly ILogger _logger = core.Loggers.CreateLogger<RequestFlow>();

    /// <summary>Whether this process has begun it.</summary>
    public bool HasBegun(string id) => _begun.Has(id);

    /// <summary>Stores a request that is about to run, with its raw payload, and commits. Returns true only the first time; on false the caller must do
    /// nothing.</summary>
    public Task<bool> BeginAsync(Incoming incoming, string? eventId, string workspace, string payload, CancellationToken cancellationToken) =>
        BeginAsync(incoming.Id, eventId, workspace, PersonOf(incoming), payload, cancellationToken);

    public bool TakeOver(string id) => _begun.Add(id);

    /// <summary>Marks a request that needs no reply any more as done.</summary>
    public Task DoneAsync(string id, CancellationToken cancellationToken) =>
        core.Inbox.DoneAsync(platform.Name, id, replyAddress: null, answerId: null, cancellationToken);

    /// <summary>Whether the reply must be visible to one person only.</summary>
    public async Task<bool> IsPrivateAsync(IncomingRequest request, string workspace, CancellationToken cancellationToken) => !request.IsDirect
        && (request.WantsPrivate || !request.IsVisible || core.Catalog.Find(request.Command) is not { } command
            || await core.Privacy.IsPrivateAsync(command, workspace, ChannelOf(request), cancellationToken));

    /// <summary>Whether it is a load that a previous process had stored, which continues by itself and must not be started again.</summary>
    public async Task<bool> IsStoredLoadAsync(ReceivedRequest open, IncomingRequest request, CancellationToken cancellationToken) => request.Command == "load"
        && (await core.Loads.ListAsync(open.Workspace, LoadsLookedAt, cancellationToken)).Any(load => load.Job.Person == open.Person && load.Job.CreatedAt >= open.ReceivedAt);

    /// <summary>Runs a stored request and sends its reply if it is still wanted when ready: its question may have been deleted.</summary>
    public async Task RunAsync(IncomingRequest request, ReplyTarget target, Func<bool> isWanted, CancellationToken cancellationToken)
    {
        try
        {
            if (!await IsTurnedAwayAsync(request, cancellationToken))
            {
                await RunAdmittedAsync(request, target, isWanted, cancellationToken);
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogNoReply(fault, request.Id); // it stays open; the next process to start tries again
        }
    }

    /// <summary>Runs a request whose author was not turned away.</summary>
    internal async Task RunAdmittedAsync(IncomingRequest request, ReplyTarget target, Func<bool> isWanted, CancellationToken cancellationToken)
    {
        try
        {
            var (posted, reply) = await ReplyAsync(request, target, isWanted, cancellationToken);
            await core.Inbox.DoneAsync(platform.Name, request.Id, posted?.ToString(), (reply as AnswerReply)?.Receipt, cancellationToken);
            if (!target.IsPrivate && reply is not ErrorReply)
            {
                await TellLeftOutAsync(request, cancellationToken);
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogNoReply(fault, request.Id); // it stays open; the next process to start tries again
        }
    }

    /// <summary>Whether the author is somebody to whom no collection is open. They are told so alone: for a message once a day and else not at all, for a
    /// command or button each time, since it would look broken. Then the request is done.</summary>
    internal async Task<bool> IsTurnedAwayAsync(IncomingRequest incoming, CancellationToken cancellationToken, bool isMessage = false)
    {
        if (!platform.HasOutsiders || core.Catalog.Find(incoming.Command) is { IsForAnybody: true })
        {
            return false;
        }

        try
        {
            var (workspace, person) = (await NoteAsync(incoming, cancellationToken), PersonOf(incoming));
            if (!await core.Outsiders.AreTurnedAwayAsync(workspace, person, cancellationToken))
            {
                return false;
            }

            if (await core.Outsiders.TellAsync(workspace, person, cancellationToken) || !isMessage)
            {
                await TellAloneAsync(incoming, new ErrorReply(string.Empty, Outsiders.Refusal, IsFailure: false), cancellationToken);
            }
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // running it meets the same fault, and says so
        }

        await DoneAsync(incoming.Id, cancellationToken);
        return true;
    }

    public Task<PostedMessages?> RefuseAsync(Exception fault, ReplyTarget target, CancellationToken cancellationToken) =>
        target.SendToAskerAsync(platform.Render(core.Dispatcher.ToReply(fault), isPrivate: true), cancellationToken);

    /// <summary>Converts to a core request.</summary>
    /// <exception cref="UserFacingException">It cannot be served; the message says why.</exception>
    public async Task<CommandRequest> CreateAsync(IncomingRequest incoming, bool isPrivate, CancellationToken cancellationToken)
    {
        incoming = (IncomingRequest)await platform.LocateAsync(incoming, cancellationToken);
        var who = await platform.FindPersonAsync(incoming, cancellationToken);
        var (command, arguments) = who.HasToChoose && incoming.Command != "workspace"
            ? ("workspace", new Dictionary<string, string>()) // asked in place of what was typed
            : (incoming.Command, incoming.Arguments);
        var (room, isDirect) = (platform.RoomOf(incoming), incoming.IsDirect);
        await NoteAsync(incoming, who, cancellationToken);
        var person = new Person(who.Workspace, PersonOf(incoming), who.Role) { Groups = who.Groups };
        var request = new CommandRequest(command, arguments, person, new ReplyAddress(platform.Name, isPrivate ? $"{platform.Name}:direct:{incoming.Author}" : $"{platform.Name}:{room}"))
        {
            IsPrivate = isPrivate,
            Channel = isDirect ? null : ChannelOf(incoming),
            PlatformTeam = isDirect ? null : new PlatformTeam(platform.Name, incoming.Team!),
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

    /// <summary>Runs a request whose reply replaces an earlier one.</summary>
    internal async Task<(PostedMessages? Posted, Reply Reply)> DispatchAsync(CommandRequest request, ReplyTarget target, Func<bool> isWanted, CancellationToken cancellationToken)
    {
        using var sink = new ReplySink(platform, target, request.Person.Workspace, isWanted, core, _logger);
        var reply = request.Command is "load" or "loads approve"
            ? await core.Dispatcher.DispatchAsync(request, sink, CancellationToken.None).WaitAsync(cancellationToken) // it goes on after a restart, and is not cancelled by it
            : await core.Dispatcher.DispatchAsync(request, sink, cancellationToken);
        return (sink.Posted, reply);
    }

    /// <summary>Says to the asker alone that a reply for all readers of a channel left something out for the outsiders among them.</summary>
    internal async Task TellLeftOutAsync(IncomingRequest incoming, CancellationToken cancellationToken)
    {
        if (!platform.HasOutsiders || incoming.IsDirect
            || core.Catalog.Find(incoming.Command) is not { Group: CommandGroup.Questions or CommandGroup.Documents or CommandGroup.Collections })
        {
            return;
        }

        var (workspace, channel) = (await platform.FindWorkspaceAsync(incoming, cancellationToken), ChannelOf(incoming));
        var scope = (await core.Effective.ForAsync(new Audience(workspace, channel, Person: null, Groups: []), string.Empty, cancellationToken)).Scope;
        if (scope.LeftOut.Count > 0 && await core.Outsiders.OfAsync(workspace, PersonOf(incoming), cancellationToken) == Affiliation.Member)
        {
            var what = scope.LeftOut.Count == 1 ? "1 collection" : $"{scope.LeftOut.Count} collections";
            await TellAloneAsync(
                incoming,
                new DoneReply($"Guests or people of other organisations read this channel too, so this reply leaves out {what} that they may not read. Ask the bot in a direct message to have all searched that you may read."),
                cancellationToken);
        }
    }

    /// <summary>Stores who reads a request's reply, before anything is looked up for them.</summary>
    /// <returns>The workspace.</returns>
    private async Task<string> NoteAsync(IncomingRequest incoming, CancellationToken cancellationToken)
    {
        incoming = (IncomingRequest)await platform.LocateAsync(incoming, cancellationToken);
        var who = await platform.FindPersonAsync(incoming, cancellationToken);
        await NoteAsync(incoming, who, cancellationToken);
        return who.Workspace;
    }

    private async Task NoteAsync(Incoming incoming, PlatformPerson who, CancellationToken cancellationToken)
    {
        if (!platform.HasOutsiders)
        {
            return;
        }

        await core.Outsiders.NotePersonAsync(who.Workspace, PersonOf(incoming), who.Affiliation, cancellationToken);
        if (!incoming.IsDirect)
        {
            var writer = await core.Outsiders.OfAsync(who.Workspace, PersonOf(incoming), cancellationToken);
            await core.Outsiders.NoteChannelAsync(who.Workspace, ChannelOf(incoming), incoming.IsShared, writer, cancellationToken);
        }
    }

    private async Task TellAloneAsync(Incoming incoming, Reply reply, CancellationToken cancellationToken)
    {
        try
        {
            await platform.TellAloneAsync(incoming, platform.Render(reply, isPrivate: true), cancellationToken);
        }
        catch (Exception fault) when (fault is PlatformException || platform.IsUnknown(fault))
        {
            LogNotTold(fault, incoming.Id);
        }
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
            return (await target.SendToAskerAsync(platform.Render(refusal, isPrivate: true), cancellationToken), refusal);
        }

        return await DispatchAsync(request, target, isWanted, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The author of {Id} could not be told something alone")]
    private partial void LogNotTold(Exception fault, string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "No reply could be sent to {Id}")]
    private partial void LogNoReply(Exception fault, string id);
}
