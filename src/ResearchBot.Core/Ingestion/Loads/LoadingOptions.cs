using System.ComponentModel.DataAnnotations;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>How much may be loaded (section <c>Loading</c>).</summary>
public sealed class LoadingOptions
{
    /// <summary>Loads of one workspace that may be on their way.</summary>
    [Range(1, 10_000, ErrorMessage = "must be from {1} to {2}")]
    public int MaxQueuedJobsPerWorkspace { get; set; } = 20;

    /// <summary>Loads of one person that may be on their way.</summary>
    [Range(1, 10_000, ErrorMessage = "must be from {1} to {2}")]
    public int MaxQueuedJobsPerPerson { get; set; } = 5;

    /// <summary>Files that one load may have.</summary>
    [Range(1, 1_000_000, ErrorMessage = "must be from {1} to {2}")]
    public int MaxFilesPerJob { get; set; } = 20_000;

    /// <summary>Files that a workspace may load in 24 hours; 0 means as many as it likes.</summary>
    [Range(0, 100_000_000, ErrorMessage = "must be from {1} to {2}")]
    public int MaxFilesPerDayPerWorkspace { get; set; }
}
