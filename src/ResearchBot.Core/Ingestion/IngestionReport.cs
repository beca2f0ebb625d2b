using System.Text.Json.Serialization;

namespace ResearchBot.Core.Ingestion;

/// <summary>The end of a load.</summary>
/// <param name="Files">One entry for each file, in the order of the load.</param>
/// <param name="Gone">Documents whose files are gone.</param>
public sealed record IngestionReport(IReadOnlyList<FileResult> Files, IReadOnlyList<GoneFile> Gone)
{
    /// <summary>Whether any file was refused or failed.</summary>
    [JsonIgnore]
    public bool HasProblems => Files.Any(file => file.Status is FileStatus.Refused or FileStatus.Failed);
}
