using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Platforms;
using ResearchBot.Core.Privacy;
using ResearchBot.Slack.Payloads;
using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Replies;
using ResearchBot.Slack.Requests;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Events;

/// <summary>Honours it when people edit or delete a question that was answered.</summary>
internal sealed class ChangedQuestions(
    SlackWeb slack, SlackIdentity self, IncomingReader reader, SlackRequests requests, SlackRenderer renderer, CommandDispatcher dispatcher,
    RequestInbox inbox, AnswerLog answers, AnswerRemoval removal, TimeProvider time, ILogger<ChangedQuestions> logger)
{
    /// <summary>A question was deleted: its answer goes with it.</summary>
    public async Task DeletedAsync(string channel, string ts, CancellationToken cancellationToken)
    {
        if (await inbox.FindAsync(SlackIds.Platform, $"{channel}/{ts}", cancellationToken) is not { } answered)
        {
            return;
        }

        if (!answered.IsDone)
        {
            await inbox.DoneAsync(SlackIds.Platform, answered.Id, replyAddress: null, answerId: null, cancellationToken); // or the next process would answer it
            return;
        }

        if (answered.AnswerId is not null && await answers.FindAsync(answered.Workspace, answered.AnswerId, cancellationToken) is { } kept)
        {
            await removal.DeleteAsync(kept, cancellationToken); // which has its message deleted
        }
        else if (answered.ReplyAddress is { } address && PostedMessages.Parse(address) is { } posted)
        {
            foreach (var one in posted.Messages)
            {
                await slack.DeleteAsync(posted.Channel, one, cancellationToken);
            }
        }
    }

    /// <summary>A question was edited: it is answered anew, in the place of the answer before.</summary>
    /// <param name="channel">Where.</param>
    /// <param name="edited">The message as it is now.</param>
    /// <param name="received">The event that it came with.</param>
    /// <param name="isForLater">Whether it is only kept, for the next process to serve.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task EditedAsync(string channel, Message edited, ReceivedEvent received, bool isForLater, CancellationToken cancellationToken)
    {
        var id = $"edit/{channel}/{edited.Ts}/{received.Id ?? edited.Edited!.Ts}"; // the time of an edit is in seconds
        if (await inbox.FindAsync(SlackIds.Platform, $"{channel}/{edited.Ts}", cancellationToken) is { } question
            && (question.AnswerId is not null || !question.IsDone)
            && await inbox.BeginAsync(SlackIds.Platform, id, received.Id, question.Workspace, question.Person, received.Payload, cancellationToken)
            && question.IsDone && !isForLater)
        {
            await ResumeAsync(id, channel, edited, received.Team, cancellationToken);
        }
    }

    /// <summary>Answers what an edit asks, for the first time or after a process that had begun to.</summary>
    public async Task ResumeAsync(string id, string channel, Message edited, string team, CancellationToken cancellationToken)
    {
        var now = new SlackEvent(
            "message", edited.Subtype, edited.User, edited.BotId, edited.AppId, edited.Text, edited.Ts, edited.ThreadTs, channel, null, team, false, null, null, null, null, edited.Edited, null, null);
        if (reader.Read(now, team, self.User) is { Command: "ask" } incoming
            && await inbox.FindAsync(SlackIds.Platform, incoming.Id, cancellationToken) is { ReplyAddress: { } address } answered && PostedMessages.Parse(address) is { } posted)
        {
            await AnswerAsync(incoming with { Thread = edited.ThreadTs ?? edited.Ts }, answered, posted, cancellationToken);
        }

        await inbox.DoneAsync(SlackIds.Platform, id, replyAddress: null, answerId: null, cancellationToken);
    }

    private async Task AnswerAsync(Incoming incoming, ReceivedRequest answered, PostedMessages posted, CancellationToken cancellationToken)
    {
        var isPrivate = posted.Channel.StartsWith('D');
        if (answered.AnswerId is { } receipt && await answers.FindAsync(answered.Workspace, receipt, cancellationToken) is { } kept)
        {
            if (kept.Question.Text == incoming.Arguments["question"])
            {
                return;
            }

            isPrivate = kept.IsPrivate;
            await inbox.DoneAsync(SlackIds.Platform, incoming.Id, answered.ReplyAddress, answerId: null, cancellationToken); // or it would go with the answer
            await removal.ForgetAsync(kept, cancellationToken); // it must not be the question before its own new wording
        }

        var request = await requests.CreateAsync(incoming, isPrivate, cancellationToken);
        using var sink = new SlackSink(new EditedPlace(slack, posted, incoming.Thread, isPrivate), renderer, answered.Workspace, () => true, answers, time, logger);
        var reply = await dispatcher.DispatchAsync(request, sink, cancellationToken);
        await inbox.DoneAsync(SlackIds.Platform, incoming.Id, (sink.Posted ?? posted).ToString(), (reply as AnswerReply)?.Receipt, cancellationToken);
    }
}
