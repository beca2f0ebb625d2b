using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rendering;
using ResearchBot.Discord.Rest;

namespace ResearchBot.Discord.Replies;

/// <summary>In the place of an earlier reply: its messages are edited, further ones posted, those that are too many deleted.</summary>
internal sealed class EditedPlace(DiscordRest rest, PostedMessages before, bool isPrivate) : ReplyPlace
{
    /// <inheritdoc/>
    public override bool IsPrivate => isPrivate;

    /// <inheritdoc/>
    public override Task ShowProgressAsync(RenderedMessage progress, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override async Task<PostedMessages?> SendAsync(IReadOnlyList<RenderedMessage> parts, CancellationToken cancellationToken)
    {
        var sent = new List<string>();
        foreach (var part in parts)
        {
            var message = OutgoingGate.ToMessage(part, isPrivate: false, nonce: null, replyTo: null);
            if (sent.Count < before.Messages.Count)
            {
                await rest.EditAsync(before.Channel, before.Messages[sent.Count], message, cancellationToken);
                sent.Add(before.Messages[sent.Count]);
            }
            else
            {
                sent.Add((await rest.PostAsync(before.Channel, message, cancellationToken)).Id);
            }
        }

        foreach (var left in before.Messages.Skip(sent.Count))
        {
            await rest.DeleteAsync(before.Channel, left, cancellationToken);
        }

        return new PostedMessages(before.Channel, sent);
    }
}
