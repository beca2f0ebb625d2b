using System.Text;
using ResearchBot.Slack.Payloads;
using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Web;

namespace ResearchBot.Slack.Replies;

/// <summary>In a channel or direct conversation, in a thread of it where there is one.</summary>
/// <param name="slack">Slack.</param>
/// <param name="channel">Where.</param>
/// <param name="thread">The thread's first message; null posts beside it.</param>
/// <param name="isDirect">Whether it is a direct conversation.</param>
internal sealed class ChannelPlace(SlackWeb slack, string channel, string? thread, bool isDirect) : ReplyPlace
{
    private static readonly string[] Closed = ["not_in_channel", "channel_not_found", "is_archived", "restricted_action"];

    /// <summary>The mark of what is shown before the reply: a process that finds it after a crash has still to reply.</summary>
    private const int ProgressPart = -1;

    private string? _progress;

    /// <summary>Looks whether a message stands there whose post had no answer; null where that cannot be told.</summary>
    public ReplyFinder? Finder { get; init; }

    /// <summary>The id of what is replied to; empty where there is nothing.</summary>
    public string Question { get; init; } = string.Empty;

    /// <summary>The reply is later than this.</summary>
    public string After { get; init; } = string.Empty;

    /// <summary>Who gets the reply directly where the bot may not write here; null for nobody.</summary>
    public string? Asker { get; init; }

    /// <inheritdoc/>
    public override bool IsPrivate => isDirect;

    /// <inheritdoc/>
    public override async Task<bool> IsSentAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Finder is null)
            {
                return false;
            }

            _progress = await Finder.FindAsync(channel, thread, After, Question, ProgressPart, cancellationToken);
            return _progress is null && await Finder.FindAsync(channel, thread, After, Question, 0, cancellationToken) is not null;
        }
        catch (SlackException elsewhere) when (Closed.Contains(elsewhere.Code))
        {
            return false; // where the bot is not, it wrote nothing
        }
    }

    /// <inheritdoc/>
    public override async Task ShowProgressAsync(SlackMessage progress, CancellationToken cancellationToken)
    {
        if (_progress is null)
        {
            _progress = (await PostAsync(progress, ProgressPart, cancellationToken)).Ts;
        }
        else
        {
            await slack.UpdateAsync(channel, _progress, Outgoing(progress, ProgressPart), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task<PostedMessages?> SendAsync(IReadOnlyList<SlackMessage> parts, CancellationToken cancellationToken)
    {
        try
        {
            return await SendHereAsync(parts, cancellationToken);
        }
        catch (SlackException refused) when (Asker is not null && Closed.Contains(refused.Code))
        {
            var direct = await slack.OpenDirectAsync(Asker, cancellationToken);
            return await new ChannelPlace(slack, direct.Id, thread: null, isDirect: true) { Finder = Finder, Question = Question, After = After }.SendAsync(parts, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task WithdrawAsync(CancellationToken cancellationToken)
    {
        if (_progress is not null)
        {
            await slack.DeleteAsync(channel, _progress, cancellationToken);
        }
    }

    private async Task<PostedMessages?> SendHereAsync(IReadOnlyList<SlackMessage> parts, CancellationToken cancellationToken)
    {
        var sent = new List<string>();
        foreach (var part in parts)
        {
            if (_progress is { } shown && sent.Count == 0)
            {
                await slack.UpdateAsync(channel, shown, Outgoing(part, 0), cancellationToken);
                sent.Add(shown);
            }
            else
            {
                sent.Add((await PostAsync(part, sent.Count, cancellationToken)).Ts);
            }

            foreach (var file in part.Files)
            {
                await slack.UploadAsync(channel, thread ?? sent[0], file.Name, Encoding.UTF8.GetBytes(file.Text), comment: null, cancellationToken);
            }
        }

        return new PostedMessages(channel, sent);
    }

    /// <summary>Slack has no key by which it would post a message once: where the outcome is unknown, it is looked for, and posted again if it is not there.</summary>
    private async Task<PostedMessage> PostAsync(SlackMessage part, int number, CancellationToken cancellationToken)
    {
        try
        {
            return await slack.PostAsync(channel, Outgoing(part, number), cancellationToken);
        }
        catch (Exception unknown) when (Finder is not null && (unknown is HttpRequestException || unknown is SlackException { Code: "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout" }))
        {
            return await Finder.FindAsync(channel, thread, After, Question, number, cancellationToken) is { } ts
                ? new PostedMessage(channel, ts)
                : await slack.PostAsync(channel, Outgoing(part, number), cancellationToken);
        }
    }

    private OutgoingMessage Outgoing(SlackMessage message, int part) =>
        new(message.Text) { Blocks = message.Blocks, ThreadTs = thread, Metadata = Question.Length == 0 ? null : ReplyMark.Of(Question, part) };
}
