using System.Net;
using ResearchBot.Core.Commands;
using ResearchBot.Discord.Rendering;
using ResearchBot.Discord.Rest;

namespace ResearchBot.Discord.Replies;

/// <summary>
/// To the person directly, about a message that they wrote in a server: others are not to read the reply, or the bot may not write
/// there.
/// </summary>
/// <param name="rest">Discord.</param>
/// <param name="question">The message.</param>
/// <param name="channel">Where it stands.</param>
/// <param name="user">Who wrote it.</param>
internal sealed class DirectPlace(DiscordRest rest, string question, string channel, string user) : ReplyPlace
{
    private const string Closed =
        "The reply is for you alone, and Discord does not let the bot write to you directly. Use /ask, or open your direct messages to this server.";

    /// <inheritdoc/>
    public override bool IsPrivate => true;

    /// <inheritdoc/>
    public override Task ShowProgressAsync(RenderedMessage progress, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override async Task<PostedMessages?> SendAsync(IReadOnlyList<RenderedMessage> parts, CancellationToken cancellationToken)
    {
        var room = (await rest.OpenDirectAsync(user, cancellationToken)).Id;
        try
        {
            var sent = new List<string>();
            foreach (var part in parts)
            {
                sent.Add((await rest.PostAsync(
                    room, OutgoingGate.ToMessage(part, isPrivate: false, Nonce.Of(question, "direct", sent.Count), replyTo: null), cancellationToken)).Id);
            }

            return new PostedMessages(room, sent);
        }
        catch (DiscordException closed) when (closed.Status == HttpStatusCode.Forbidden)
        {
            var word = DiscordRenderer.Render(new ErrorReply(string.Empty, Closed, IsFailure: false), new RenderContext(IsPrivate: false))[0];
            await rest.PostAsync(channel, OutgoingGate.ToMessage(word, isPrivate: false, Nonce.Of(question, "closed", 0), question), cancellationToken);
            return null;
        }
    }
}
