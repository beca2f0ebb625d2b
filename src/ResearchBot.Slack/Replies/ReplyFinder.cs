using ResearchBot.Slack.Events;
using ResearchBot.Slack.Payloads;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Replies;

/// <summary>Tells what the bot said already, where its own notes do not: after a crash, and after a post without an answer.</summary>
internal sealed class ReplyFinder(SlackWeb slack, SlackIdentity self)
{
    /// <summary>Whether the bot stands after a question, in its thread or beside it.</summary>
    private async Task<bool> IsAnsweredAsync(string channel, string? thread, string ts, CancellationToken cancellationToken) =>
        await FirstAsync(slack.ReadThreadAsync(channel, thread ?? ts, cancellationToken), ts, text: null, cancellationToken) is not null
        || (thread is null && channel.StartsWith('D') && await FirstAsync(slack.ReadAfterAsync(channel, ts, cancellationToken), ts, text: null, cancellationToken) is not null);

    /// <summary>Whether a question needs no reply: it has one, or is gone.</summary>
    public async Task<bool> IsDoneWithAsync(string channel, string? thread, string ts, CancellationToken cancellationToken)
    {
        try
        {
            return await IsAnsweredAsync(channel, thread, ts, cancellationToken);
        }
        catch (SlackException gone) when (gone.Code == "thread_not_found")
        {
            return true;
        }
    }

    /// <summary>The time of a message of the bot's with this text; null where there is none.</summary>
    /// <param name="channel">Where.</param>
    /// <param name="thread">The thread's first message; null looks beside threads.</param>
    /// <param name="after">It came after this.</param>
    /// <param name="text">Its text.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<string?> FindAsync(string channel, string? thread, string after, string text, CancellationToken cancellationToken) =>
        await FirstAsync(thread is null ? slack.ReadAfterAsync(channel, after, cancellationToken) : slack.ReadThreadAsync(channel, thread, cancellationToken), after, text, cancellationToken);

    private async Task<string?> FirstAsync(IAsyncEnumerable<Message> messages, string after, string? text, CancellationToken cancellationToken)
    {
        await foreach (var message in messages.WithCancellation(cancellationToken))
        {
            if (message.User == self.User && string.CompareOrdinal(message.Ts, after) > 0 && (text is null || message.Text == text))
            {
                return message.Ts;
            }
        }

        return null;
    }
}
