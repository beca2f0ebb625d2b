using System.Text.Json.Nodes;
using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Replies;

/// <summary>At the address that came with a command or a press: also where the bot is not in the channel, and for one person alone.</summary>
internal sealed class ResponsePlace(SlackWeb slack, Uri responseUrl, string? thread, bool isPrivate) : ReplyPlace
{
    private const int MostPosts = 5;

    /// <inheritdoc/>
    public override bool IsPrivate => isPrivate;

    /// <inheritdoc/>
    public override Task ShowProgressAsync(SlackMessage progress, CancellationToken cancellationToken) => Task.CompletedTask; // it takes five messages in all

    /// <inheritdoc/>
    public override async Task<PostedMessages?> SendAsync(IReadOnlyList<SlackMessage> parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts.Take(MostPosts))
        {
            var blocks = part.Files.Count == 0 ? part.Blocks : [.. part.Blocks.Select(block => block?.DeepClone()), Kit.Small("What is too long for this place is left out; ask in a direct message for all of it.")];
            await slack.RespondAsync(
                responseUrl,
                new ResponseMessage(part.Text) { ResponseType = isPrivate ? "ephemeral" : "in_channel", ReplaceOriginal = false, Blocks = (JsonArray)blocks.DeepClone(), ThreadTs = thread },
                cancellationToken);
        }

        return null;
    }
}
