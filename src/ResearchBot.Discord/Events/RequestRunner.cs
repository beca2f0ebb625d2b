using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Platforms;
using ResearchBot.Discord.Rendering;
using ResearchBot.Discord.Replies;
using ResearchBot.Discord.Requests;

namespace ResearchBot.Discord.Events;

/// <summary>Runs what was read through the core and sends its reply, once for each event, whatever happens.</summary>
internal sealed partial class RequestRunner(
    DiscordRequests requests, CommandDispatcher dispatcher, RequestInbox inbox, AnswerLog answers, TimeProvider time, ILogger<RequestRunner> logger)
{
    /// <summary>Runs a request that the inbox holds for this process.</summary>
    /// <param name="incoming">What was read.</param>
    /// <param name="place">Where the reply goes.</param>
    /// <param name="isWanted">Whether a reply is still wanted when it is ready: its question may be deleted by then.</param>
    /// <param name="cancellationToken">Ends the work; the event is then still open and is run again.</param>
    public async Task RunAsync(Incoming incoming, ReplyPlace place, Func<bool> isWanted, CancellationToken cancellationToken)
    {
        try
        {
            var (posted, reply) = await ReplyAsync(incoming, place, isWanted, cancellationToken);
            await inbox.DoneAsync(DiscordIds.Platform, incoming.Id, posted?.ToString(), (reply as AnswerReply)?.Receipt, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogNoReply(fault, incoming.Id); // it stays open; the next process to start tries again
        }
    }

    private async Task<(PostedMessages? Posted, Reply Reply)> ReplyAsync(
        Incoming incoming, ReplyPlace place, Func<bool> isWanted, CancellationToken cancellationToken)
    {
        CommandRequest request;
        try
        {
            request = await requests.CreateAsync(incoming, place.IsPrivate, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            var refusal = dispatcher.ToReply(fault);
            return (await place.SendAsync(DiscordRenderer.Render(refusal, new RenderContext(place.IsPrivate)), cancellationToken), refusal);
        }

        using var sink = new DiscordSink(place, request.Person.Workspace, answers, time, logger);
        var wanted = new WantedSink(sink, isWanted);
        var reply = request.Command == "load"
            ? await dispatcher.DispatchAsync(request, wanted, CancellationToken.None).WaitAsync(cancellationToken) // it goes on after a restart, and is not cancelled by it
            : await dispatcher.DispatchAsync(request, wanted, cancellationToken);
        return (sink.Posted, reply);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No reply could be sent to {Id}")]
    private partial void LogNoReply(Exception fault, string id);
}
