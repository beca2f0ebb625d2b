using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Platforms;
using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Replies;
using ResearchBot.Slack.Requests;

namespace ResearchBot.Slack.Events;

/// <summary>Runs what was read through the core and sends its reply, once for each event, whatever happens.</summary>
internal sealed partial class RequestRunner(
    SlackRequests requests, SlackRenderer renderer, CommandDispatcher dispatcher, RequestInbox inbox, AnswerLog answers, TimeProvider time, ILogger<RequestRunner> logger)
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
            await inbox.DoneAsync(SlackIds.Platform, incoming.Id, posted?.ToString(), (reply as AnswerReply)?.Receipt, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogNoReply(fault, incoming.Id); // it stays open; the next process to start tries again
        }
    }

    /// <summary>Says what is wrong with something that could not even be read.</summary>
    public Task RefuseAsync(Exception fault, ReplyPlace place, CancellationToken cancellationToken) =>
        place.SendAsync(renderer.Render(dispatcher.ToReply(fault)), cancellationToken);

    private async Task<(PostedMessages? Posted, Reply Reply)> ReplyAsync(Incoming incoming, ReplyPlace place, Func<bool> isWanted, CancellationToken cancellationToken)
    {
        CommandRequest request;
        try
        {
            request = await requests.CreateAsync(incoming, place.IsPrivate, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            var refusal = dispatcher.ToReply(fault);
            return (await place.SendAsync(renderer.Render(refusal), cancellationToken), refusal);
        }

        using var sink = new SlackSink(place, renderer, request.Person.Workspace, isWanted, answers, time, logger);
        var reply = request.Command == "load"
            ? await dispatcher.DispatchAsync(request, sink, CancellationToken.None).WaitAsync(cancellationToken) // it goes on after a restart, and is not cancelled by it
            : await dispatcher.DispatchAsync(request, sink, cancellationToken);
        return (sink.Posted, reply);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No reply could be sent to {Id}")]
    private partial void LogNoReply(Exception fault, string id);
}
