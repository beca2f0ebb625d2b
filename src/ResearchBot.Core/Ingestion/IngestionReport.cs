using System.Text.Json.Serialization;
using ResearchBot.Core.Ingestion.Checks;

namespace ResearchBot.Core.Ingestion;

/// <summary>The result of a load, with an entry for each file in load order.</summary>
public sealed record IngestionReport(IReadOnlyList<FileResult> Files, IReadOnlyList<GoneFile> Gone)
{
    /// <summary>Whether the files of a root are gone in such a number that nothing was removed, although it was asked for.</summary>
    [JsonIgnore]
    public bool IsPruneHeldBack => Gone.Any(gone => gone.IsHeldBack);

    /// <summary>Whether any file was refused, held or failed.</summary>
    [JsonIgnore]
    public bool HasProblems => Files.Any(file => file.Status is FileStatus.Refused or FileStatus.Held or FileStatus.Failed);
}

/// <summary>The result of a file in a load.</summary>
/// <param name="Path">As the person knows it.</param>
/// <param name="Reason">Why it was refused or held or failed; else null.</param>
/// <param name="DocumentId">Null if there is no document.</param>
public sealed record FileResult(string Path, FileStatus Status, string? Reason, string? DocumentId, int? Version, int? Chunks)
{
    /// <summary>What a person should know of a file that was read: what the reader left out, what the checks found; null if there is nothing.</summary>
    public string? Remark { get; init; }
}

/// <summary>The outcome for a file.</summary>
public enum FileStatus
{
    /// <summary>Stored as a new document or a new version.</summary>
    [JsonStringEnumMemberName("loaded")]
    Loaded,

    /// <summary>The same content was already stored.</summary>
    [JsonStringEnumMemberName("unchanged")]
    Unchanged,

    /// <summary>Only in a dry run: would be a new document.</summary>
    [JsonStringEnumMemberName("new")]
    New,

    /// <summary>Only in a dry run: would be a new version.</summary>
    [JsonStringEnumMemberName("changed")]
    Changed,

    /// <summary>Only in a dry run: another document has the same text.</summary>
    [JsonStringEnumMemberName("duplicate")]
    Duplicate,

    /// <summary>Waits in quarantine until an admin has looked at it.</summary>
    [JsonStringEnumMemberName("held")]
    Held,

    /// <summary>Cannot be loaded: empty, too large, or of an unsupported format.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>A fault; it may work the next time.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>Progress of a load.</summary>
/// <param name="Done">Finished files.</param>
/// <param name="Last">The file that has just been finished; if it was loaded, it is committed and synced. Null while a long file is read.</param>
public sealed record IngestionProgress(int Done, int Total, FileResult? Last)
{
    public int Left => Math.Max(0, Total - Done);

    /// <summary>Bytes read from the source.</summary>
    public long Bytes { get; init; }

    /// <summary>The file that is being read, and how far; null if it does not take long.</summary>
    public (string Path, ReadingProgress Pages)? Reading { get; init; }

    /// <summary>An estimate; null if there is none yet.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>The load's id for cancelling it; null if it has none.</summary>
    public string? Job { get; init; }
}

/// <summary>How a load treats what is there: Prune removes documents whose files are gone; KeepRemoved leaves removed documents
/// alone, otherwise loading a file restores its document.</summary>
public sealed record IngestionMode(bool Prune, bool KeepRemoved)
{
    private const int FewFiles = 3;

    /// <summary>The mode of a person's load.</summary>
    public static readonly IngestionMode Default = new(Prune: false, KeepRemoved: false) { IsChecked = true };

    /// <summary>Whether documents are removed even if it is all that were loaded from there, or more than a third.</summary>
    public bool PrunesAll { get; init; }

    /// <summary>Whether so many files are gone that their folder is likely to be, such as an unmounted share.</summary>
    /// <param name="known">How many documents were loaded from there.</param>
    public static bool IsSuspicious(int gone, int known) => gone > 0 && (gone == known || gone > Math.Max(FewFiles, known / 3));

    /// <summary>Whether documents are checked before they are stored.</summary>
    public bool IsChecked { get; init; }

    /// <summary>Whether documents are only read and checked, and wait until the load is approved.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The findings for which a document is held in quarantine.</summary>
    public IReadOnlyCollection<FindingKind> Holds { get; init; } = [];

    public bool IsReasonToHold(Finding finding) => finding.IsSuspicious && Holds.Contains(finding.Kind);
}
