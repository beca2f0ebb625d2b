using System.Text.Json;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Platforms;
using ResearchBot.Core.Privacy;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Replies;
using ResearchBot.Discord.Requests;
using ResearchBot.Discord.Rest;

namespace ResearchBot.Discord.Events;

/// <summary>Honours it when people edit or delete a question that was answered.</summary>
internal sealed class ChangedQuestions(
    DiscordRest rest, BotIdentity self, DiscordRequests requests, CommandDispatcher dispatcher, RequestInbox inbox, AnswerLog answers, AnswerRemoval removal, TimeProvider time, ILogger<ChangedQuestions> logger)
{
    /// <summary>Whether a change is one that a person made: link previews and the bot's own edits come as changes, too.</summary>
    public static bool IsByPerson(JsonElement data) =>
        data.Deserialize(DiscordJson.Default.Message) is { EditedTimestamp: not null, Author: { Bot: false }, WebhookId: null };

    /// <summary>A question was deleted: its answer goes with it.</summary>
    public async Task DeletedAsync(string message, CancellationToken cancellationToken)
    {
        if (await inbox.FindAsync(DiscordIds.Platform, message, cancellationToken) is not { } answered)
        {
            return;
        }

        if (!answered.IsDone)
        {
            await inbox.DoneAsync(DiscordIds.Platform, message, replyAddress: null, answerId: null, cancellationToken); // or the next process would answer it
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
                await rest.DeleteAsync(posted.Channel, one, cancellationToken);
            }
        }
    }

    /// <summary>A question was edited: it is answered anew, in the place of the answer before.</summary>
    public async Task EditedAsync(JsonElement data, CancellationToken cancellationToken)
    {
        var message = data.Deserialize(DiscordJson.Default.Message);
        if (message is null || message.EditedTimestamp is null || MessageReader.Read(message, self.User, isFollowUp: true) is not { Command: "ask" } incoming)
        {
            return; // Discord tells of link previews in this way, too
        }

        var answered = await inbox.FindAsync(DiscordIds.Platform, message.Id, cancellationToken);
        if (answered is not { AnswerId: { } receipt, ReplyAddress: { } address } || PostedMessages.Parse(address) is not { } posted
            || await answers.FindAsync(answered.Workspace, receipt, cancellationToken) is not { } kept || kept.Question.Text == incoming.Arguments["question"])
        {
            return;
        }

        await inbox.DoneAsync(DiscordIds.Platform, message.Id, address, answerId: null, cancellationToken); // or it would go with the answer
        await removal.ForgetAsync(kept, cancellationToken); // it must not be the question before its own new wording
        var isThread = posted.Channel == message.Id;
        var request = await requests.CreateAsync(isThread ? incoming with { Thread = message.Id } : incoming, message.GuildId is null, cancellationToken);
        using var sink = new DiscordSink(new EditedPlace(rest, posted, message.GuildId is null), answered.Workspace, answers, time, logger);
        var reply = await dispatcher.DispatchAsync(request, sink, cancellationToken);
        await inbox.DoneAsync(DiscordIds.Platform, message.Id, (sink.Posted ?? posted).ToString(), (reply as AnswerReply)?.Receipt ?? receipt, cancellationToken);
    }
}
