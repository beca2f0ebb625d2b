using ResearchBot.Core.Ingestion;

namespace ResearchBot.Tests.Support;

/// <summary>Reads as another does, but files called "held.md", which wait.</summary>
internal sealed class HoldingReader(IFileReader reader, SemaphoreSlim gate) : IFileReader
{
    public async Task<ReadOutcome<ReadDocument>> ReadAsync(string name, byte[] bytes, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        if (name == "held.md")
        {
            await gate.WaitAsync(cancellationToken);
        }

        return await reader.ReadAsync(name, bytes, progress, cancellationToken);
    }
}
