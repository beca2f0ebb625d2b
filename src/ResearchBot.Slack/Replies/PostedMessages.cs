namespace ResearchBot.Slack.Replies;

/// <summary>The messages that hold a reply, as they are kept: <c>channel/time+time</c>.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Messages">Their times, in their order.</param>
internal sealed record PostedMessages(string Channel, IReadOnlyList<string> Messages)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is nothing of that kind.</summary>
    public static PostedMessages? Parse(string address) =>
        address.Split('/') is [var channel, var messages] && messages.Length > 0 ? new PostedMessages(channel, messages.Split('+')) : null;

    public override string ToString() => $"{Channel}/{string.Join('+', Messages)}";
}
