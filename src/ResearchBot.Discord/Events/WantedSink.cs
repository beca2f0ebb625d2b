using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;

namespace ResearchBot.Discord.Events;

/// <summary>Sends nothing where nobody waits any more.</summary>
internal sealed class WantedSink(IReplySink sink, Func<bool> isWanted) : IReplySink
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
    public Task SendAsync(Reply reply, CancellationToken cancellationToken) =>
        isWanted() ? sink.SendAsync(reply, cancellationToken) : Task.CompletedTask;
}
