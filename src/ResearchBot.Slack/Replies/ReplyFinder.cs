using ResearchBot.Slack.Events;
using ResearchBot.Slack.Payloads;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Replies;

/// <summary>Tells what stands on Slack, where the bot's own notes do not: after a crash, and after a post without an answer.</summary>
internal sealed class ReplyFinder(SlackWeb slack, SlackIdentity self)
{
    /// <summary>Whether a question was deleted while no process was there to be told.</summary>
    public async Task<bool> IsGoneAsync(string channel, string? thread, string ts, CancellationToken cancellationToken) =>
        await FirstAsync(slack.ReadThreadAsync(channel, thread ?? ts, cancellationToken), message => message.Ts == ts, cancellationToken) is null;

    /// <summary>The time of a part of a reply; null where it does not stand there.</summary>
    /// <param name="channel">Where.</param>
    /// <param name="thread">The thread's first message; null looks beside threads.</param>
    /// <param name="after">It came after this.</param>
    /// <param name="question">What it replies to.</param>
    /// <param name="part">Its number.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<string?> FindAsync(string channel, string? thread, string after, string question, int part, CancellationToken cancellationToken) => FirstAsync(
        thread is null ? slack.ReadAfterAsync(channel, after, cancellationToken) : slack.ReadThreadAsync(channel, thread, cancellationToken),
        message => message.User == self.User && ReplyMark.IsOn(message, question, part),
        cancellationToken);

    private static async Task<string?> FirstAsync(IAsyncEnumerable<Message> messages, Func<Message, bool> condition, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in messages.WithCancellation(cancellationToken))
            {
                if (condition(message))
                {
                    return message.Ts;
                }
            }
        }
        catch (SlackException gone) when (gone.Code == "thread_not_found")
        {
            // Nothing stands in a thread that is gone.
        }

        return null;
    }
}
