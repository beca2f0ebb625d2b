namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>A load and how far it is.</summary>
/// <param name="Job">The load.</param>
/// <param name="ByStatus">How many files ended how.</param>
public sealed record LoadSummary(LoadJob Job, IReadOnlyDictionary<FileStatus, int> ByStatus)
{
    /// <summary>Files that have a status.</summary>
    public int Done => ByStatus.Values.Sum();

    /// <summary>Files that were not loaded.</summary>
    public int Problems => ByStatus.GetValueOrDefault(FileStatus.Refused) + ByStatus.GetValueOrDefault(FileStatus.Failed);

    /// <summary>The counts in words.</summary>
    public string Counts => Done == 0 ? "Nothing was loaded" : string.Join(
        ", ", Enum.GetValues<FileStatus>().Where(ByStatus.ContainsKey).Select(status => $"{ByStatus[status]} {status.ToString().ToLowerInvariant()}"));
}
