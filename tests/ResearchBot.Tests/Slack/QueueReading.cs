using ResearchBot.Slack.Events;

namespace ResearchBot.Tests.Slack;

internal static class QueueReading
{
    /// <summary>The next one, when it is there.</summary>
    public static async Task<SlackEnvelope> TakeAsync(this EnvelopeQueue queue, CancellationToken cancellationToken)
    {
        await queue.WaitAsync(cancellationToken);
        return queue.TryTake()!;
    }
}
