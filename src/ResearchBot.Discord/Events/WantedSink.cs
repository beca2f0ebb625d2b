using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Discord.Replies;

namespace ResearchBot.Discord.Events;

/// <summary>Sends nothing where nobody waits any more.</summary>
internal sealed class WantedSink(DiscordSink sink, Func<bool> isWanted) : IReplySink
{
    /// <inheritdoc/>
    public void Report(IngestionProgress value)
    {
        if (isWanted())
        {
            sink.Report(value);
        }
    }

    /// <inheritdoc/>
    public void Report(DraftedAnswer value)
    {
        if (isWanted())
        {
            sink.Report(value);
        }
    }

    /// <inheritdoc/>
    public Task SendAsync(Reply reply, CancellationToken cancellationToken) =>
        isWanted() ? sink.SendAsync(reply, cancellationToken) : sink.WithdrawAsync(cancellationToken);
}
