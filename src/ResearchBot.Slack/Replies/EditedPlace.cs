using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Replies;

/// <summary>In the place of an earlier reply: its messages are changed, further ones posted, those that are too many deleted.</summary>
internal sealed class EditedPlace(SlackWeb slack, PostedMessages before, string? thread, bool isPrivate) : ReplyPlace
{
    /// <inheritdoc/>
    public override bool IsPrivate => isPrivate;

    /// <inheritdoc/>
    public override Task ShowProgressAsync(SlackMessage progress, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override async Task<PostedMessages?> SendAsync(IReadOnlyList<SlackMessage> parts, CancellationToken cancellationToken)
    {
        var sent = new List<string>();
        foreach (var part in parts)
        {
            var message = new OutgoingMessage(part.Text) { Blocks = part.Blocks, ThreadTs = thread };
            if (sent.Count < before.Messages.Count)
            {
                await slack.UpdateAsync(before.Channel, before.Messages[sent.Count], message, cancellationToken);
                sent.Add(before.Messages[sent.Count]);
            }
            else
            {
                sent.Add((await slack.PostAsync(before.Channel, message, cancellationToken)).Ts);
            }
        }

        foreach (var left in before.Messages.Skip(sent.Count))
        {
            await slack.DeleteAsync(before.Channel, left, cancellationToken);
        }

        return new PostedMessages(before.Channel, sent);
    }
}
