namespace ResearchBot.Core.Ingestion;

/// <summary>Where a load stands.</summary>
/// <param name="Done">Files finished.</param>
/// <param name="Total">Files in all.</param>
/// <param name="Last">The file that was finished last; when it was loaded, it is committed and synced.</param>
public sealed record IngestionProgress(int Done, int Total, FileResult Last)
{
    /// <summary>The load's id, by which it can be cancelled; null where it has none.</summary>
    public string? Job { get; init; }
}
