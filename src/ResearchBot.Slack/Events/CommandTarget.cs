using System.Text.Json.Nodes;
using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Events;

/// <summary>For all in the channel of a command: as a message of the bot's, which says what was asked; at the command's address where the bot is not in it.</summary>
internal sealed class CommandTarget(SlackWeb slack, MessageTarget channel, string asked, Uri responseUrl) : ReplyTarget
{
    private ReplyTarget _target = channel;

    public override bool IsPrivate => false;

    public override Task<bool> IsSentAsync(CancellationToken cancellationToken) => channel.IsSentAsync(cancellationToken);

    public override Task ShowProgressAsync(RenderedPart progress, CancellationToken cancellationToken) => _target.ShowProgressAsync(progress, cancellationToken);

    public override Task WithdrawAsync(CancellationToken cancellationToken) => _target.WithdrawAsync(cancellationToken);

    public override async Task<PostedMessages?> SendAsync(IReadOnlyList<RenderedPart> parts, CancellationToken cancellationToken)
    {
        var first = (SlackMessage)parts[0];
        first = first with { Blocks = [Kit.Small(asked), .. first.Blocks.Select(block => block?.DeepClone())] };
        try
        {
            return await _target.SendAsync([first, .. parts.Skip(1)], cancellationToken);
        }
        catch (SlackException elsewhere) when (elsewhere.Fault == PlatformFault.Closed)
        {
            _target = new ResponseTarget(slack, responseUrl, thread: null, isPrivate: false);
            return await _target.SendAsync([first, .. parts.Skip(1)], cancellationToken);
        }
    }
}

/// <summary>At the address that came with a command or a press: also where the bot is not in the channel, and for one person alone. It takes five
/// messages in all, so no progress is shown.</summary>
internal sealed class ResponseTarget(SlackWeb slack, Uri responseUrl, string? thread, bool isPrivate) : ReplyTarget
{
    private const int MostPosts = 5;

    public override bool IsPrivate => isPrivate;

    public override async Task<PostedMessages?> SendAsync(IReadOnlyList<RenderedPart> parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts.Cast<SlackMessage>().Take(MostPosts))
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
