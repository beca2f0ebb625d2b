using System.Text.Json.Serialization;

namespace ResearchBot.Core.Ingestion;

/// <summary>The result of a load, with an entry for each file in load order.</summary>
public sealed record IngestionReport(IReadOnlyList<FileResult> Files, IReadOnlyList<GoneFile> Gone)
{
    /// <summary>Whether any file was refused or failed.</summary>
    [JsonIgnore]
    public bool HasProblems => Files.Any(file => file.Status is FileStatus.Refused or FileStatus.Failed);
}

/// <summary>The result of a file in a load.</summary>
/// <param name="Path">As the person knows it.</param>
/// <param name="Reason">Why it was refused or failed, or another remark for a person; else null.</param>
/// <param name="DocumentId">Null if there is no document.</param>
public sealed record FileResult(string Path, FileStatus Status, string? Reason, string? DocumentId, int? Version, int? Chunks);

/// <summary>The outcome for a file.</summary>
public enum FileStatus
{
    /// <summary>Stored as a new document or a new version.</summary>
    [JsonStringEnumMemberName("loaded")]
    Loaded,

    /// <summary>The same content was already stored.</summary>
    [JsonStringEnumMemberName("unchanged")]
    Unchanged,

    /// <summary>Cannot be loaded: empty, too large, or of an unsupported format.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>A fault; it may work the next time.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>Progress of a load, in files.</summary>
/// <param name="Last">The last finished file; if it was loaded, it is committed and synced.</param>
public sealed record IngestionProgress(int Done, int Total, FileResult Last)
{
    /// <summary>The load's id for cancelling it; null if it has none.</summary>
    public string? Job { get; init; }
}

/// <summary>How a load treats what is there: Prune removes documents whose files are gone; KeepRemoved leaves removed documents
/// alone, otherwise loading a file restores its document.</summary>
public sealed record IngestionMode(bool Prune, bool KeepRemoved)
{
    /// <summary>The mode of a person's load.</summary>
    public static readonly IngestionMode Default = new(Prune: false, KeepRemoved: false);
}
