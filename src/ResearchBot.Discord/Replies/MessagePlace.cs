using System.Net;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rendering;
using ResearchBot.Discord.Rest;

namespace ResearchBot.Discord.Replies;

/// <summary>Below the message of a question: in its thread, or as a reply to it.</summary>
/// <param name="rest">Discord.</param>
/// <param name="question">The message.</param>
/// <param name="channel">Where it stands.</param>
/// <param name="threadName">The name of the thread that is begun at it; null where the reply stands beside it.</param>
/// <param name="isDirect">Whether it is a direct message.</param>
/// <param name="user">Who wrote it; gets the reply directly where the bot may not write.</param>
internal sealed class MessagePlace(DiscordRest rest, string question, string channel, string? threadName, bool isDirect, string user) : ReplyPlace
{
    private Message? _progress;

    /// <inheritdoc/>
    public override bool IsPrivate => isDirect;

    /// <inheritdoc/>
    public override async Task ShowProgressAsync(RenderedMessage progress, CancellationToken cancellationToken)
    {
        var message = OutgoingGate.ToMessage(progress, isPrivate: false, Nonce.Of(question, "progress", 0), question);
        if (_progress is null)
        {
            _progress = await rest.PostAsync(channel, message, cancellationToken);
        }
        else
        {
            await rest.EditAsync(channel, _progress.Id, message with { Nonce = null, MessageReference = null }, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task<PostedMessages?> SendAsync(IReadOnlyList<RenderedMessage> parts, CancellationToken cancellationToken)
    {
        var room = await RoomAsync(cancellationToken);
        var sent = new List<string>();
        foreach (var part in parts)
        {
            try
            {
                sent.Add((await FilePermission.SendAsync(part, whole => PostAsync(room, whole, sent.Count, cancellationToken))).Id);
            }
            catch (DiscordException closed) when (closed.Status == HttpStatusCode.Forbidden && sent.Count == 0 && !isDirect)
            {
                return await new DirectPlace(rest, question, channel, user).SendAsync(parts, cancellationToken);
            }
        }

        await WithdrawAsync(cancellationToken);
        return new PostedMessages(room, sent);
    }

    /// <inheritdoc/>
    public override async Task WithdrawAsync(CancellationToken cancellationToken)
    {
        if (_progress is not null)
        {
            await rest.DeleteAsync(channel, _progress.Id, cancellationToken);
        }
    }

    private Task<Message> PostAsync(string room, RenderedMessage part, int number, CancellationToken cancellationToken)
    {
        var replyTo = room == channel && number == 0 ? question : null;
        return rest.PostAsync(room, OutgoingGate.ToMessage(part, isPrivate: false, Nonce.Of(question, "reply", number), replyTo), cancellationToken);
    }

    /// <summary>The thread at the question, which has its id; the channel itself where there can be none.</summary>
    private async Task<string> RoomAsync(CancellationToken cancellationToken)
    {
        if (threadName is null)
        {
            return channel;
        }

        try
        {
            return (await rest.BeginThreadAsync(channel, question, threadName, cancellationToken)).Id;
        }
        catch (DiscordException exists) when (exists.Code == DiscordErrorCodes.ThreadExists)
        {
            return question;
        }
        catch (DiscordException)
        {
            return channel; // no permission, or too many threads
        }
    }
}
