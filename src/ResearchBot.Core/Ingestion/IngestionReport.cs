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

/// <summary>What became of a file in a load.</summary>
/// <param name="Path">As the person knows it.</param>
/// <param name="Status">The outcome.</param>
/// <param name="Reason">Why it was refused or failed, or what else a person should know of it; else null.</param>
/// <param name="DocumentId">The document that it is now; null when there is none.</param>
/// <param name="Version">That document's version.</param>
/// <param name="Chunks">How many chunks that version has.</param>
public sealed record FileResult(string Path, FileStatus Status, string? Reason, string? DocumentId, int? Version, int? Chunks);

/// <summary>What became of a file in a load.</summary>
public enum FileStatus
{
    /// <summary>Stored as a new document or a new version.</summary>
    [JsonStringEnumMemberName("loaded")]
    Loaded,

    /// <summary>The same content was there already.</summary>
    [JsonStringEnumMemberName("unchanged")]
    Unchanged,

    /// <summary>Not a document that can be loaded: empty, too large, of another format.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>Something went wrong; it may work the next time.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>Where a load stands.</summary>
/// <param name="Done">Files finished.</param>
/// <param name="Total">Files in all.</param>
/// <param name="Last">The file that was finished last; when it was loaded, it is committed and synced.</param>
public sealed record IngestionProgress(int Done, int Total, FileResult Last)
{
    /// <summary>The load's id, by which it can be cancelled; null where it has none.</summary>
    public string? Job { get; init; }
}

/// <summary>How a load treats what is there already.</summary>
/// <param name="Prune">Removes documents whose files are gone.</param>
/// <param name="KeepRemoved">Leaves alone what somebody removed; otherwise loading a file brings its document back.</param>
public sealed record IngestionMode(bool Prune, bool KeepRemoved)
{
    /// <summary>A person's load.</summary>
    public static readonly IngestionMode Default = new(Prune: false, KeepRemoved: false);
}
