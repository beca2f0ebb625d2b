using ResearchBot.Core.Ingestion;

namespace ResearchBot.Terminal;

/// <summary>Passes on the progress of files that changed something.</summary>
internal sealed class ChangedOnly(IProgress<IngestionProgress> progress) : IProgress<IngestionProgress>
{
    public void Report(IngestionProgress value)
    {
        if (value.Last.Status != FileStatus.Unchanged)
        {
            progress.Report(value);
        }
    }
}
