using ResearchBot.Slack.Rendering;

namespace ResearchBot.Slack.Events;

/// <summary>Replies to a command for everybody in its channel: with a message that says what was asked, or at the command's address if the bot is not
/// in the channel.</summary>
internal sealed class CommandTarget(SlackWeb slack, MessageTarget channel, string asked, Uri responseUrl) : ReplyTarget
{
    private ReplyTarget _target = channel;
    private bool _hasProgress;

    public override bool IsPrivate => false;
    public override Task<bool> IsSentAsync(CancellationToken cancellationToken) => channel.IsSentAsync(cancellationToken);
    public override Task ShowProgressAsync(RenderedPart progress, CancellationToken cancellationToken)
    {
        _hasProgress = true;
        return _target.ShowProgressAsync(progress, cancellationToken);
    }

    public override Task WithdrawAsync(CancellationToken cancellationToken) => _target.WithdrawAsync(cancellationToken);

    public override async Task<PostedMessages?> SendToAskerAsync(IReadOnlyList<RenderedPart> parts, CancellationToken cancellationToken)
    {
        if (_hasProgress)
        {
            return await SendAsync(parts, cancellationToken);
        }

        return await new ResponseTarget(slack, responseUrl, thread: null, isPrivate: true).SendAsync(parts, cancellationToken);
    }

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

/// <summary>Replies at the address that came with a command or a press: also if the bot is not in the channel, and for one person alone. Slack takes
/// five messages there, so no progress is shown.</summary>
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
