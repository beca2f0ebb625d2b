using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>A stored load.</summary>
/// <param name="Channel">Null if there is no channel.</param>
/// <param name="Reason">Why it failed, was cancelled or waits; else null.</param>
/// <param name="IsHeld">Whether a process holds its lease.</param>
public sealed record LoadJob(
    string Id,
    CollectionId Collection,
    string Person,
    string? Channel,
    ReplyAddress To,
    bool Prune,
    LoadState State,
    string? Reason,
    int Total,
    DateTimeOffset CreatedAt,
    bool IsHeld)
{
    /// <summary>Whether its documents are stored at once.</summary>
    public LoadKind Kind { get; init; }

    /// <summary>See <see cref="IngestionMode.PrunesAll"/>.</summary>
    public bool PrunesAll { get; init; }

    public string Workspace => Collection.Workspace;

    /// <summary>Whether it ended, successfully or not.</summary>
    public bool IsOver => State > LoadState.Running;
}

/// <summary>The state of a load.</summary>
public enum LoadState
{
    /// <summary>Its files are not listed yet.</summary>
    Queued,

    /// <summary>Its files are listed and being loaded.</summary>
    Running,

    /// <summary>Every file has a result.</summary>
    Done,

    /// <summary>Somebody cancelled it; files loaded before stay.</summary>
    Cancelled,

    /// <summary>Its files could not be listed.</summary>
    Failed,

    /// <summary>A dry run whose documents wait for approval.</summary>
    Prepared,

    /// <summary>A dry run that was not approved.</summary>
    Dropped,

    /// <summary>What it changed was put back.</summary>
    Undone,
}

/// <summary>Whether a load's documents are stored at once. Stored as a number.</summary>
public enum LoadKind
{
    /// <summary>They are.</summary>
    Load,

    /// <summary>They are read and checked, and wait for approval.</summary>
    DryRun,

    /// <summary>They waited and are approved.</summary>
    Approved,
}

internal sealed record LoadSource(SourceAddress Address, string Root, bool IsComplete);

/// <summary>A file of a stored load; its result is null while pending.</summary>
internal sealed record LoadFile(int Ordinal, int Source, string Key, string Path, FileResult? Result)
{
    /// <summary>Whether it was listed, but was not there any more.</summary>
    public bool IsGone => Result is { Status: FileStatus.Failed, Reason: { } reason } && reason.StartsWith(SourceFile.Gone, StringComparison.Ordinal);
}

/// <summary>A load and its progress.</summary>
/// <param name="ByStatus">The number of files per outcome.</param>
public sealed record LoadSummary(LoadJob Job, IReadOnlyDictionary<FileStatus, int> ByStatus)
{
    /// <summary>Files that have a status.</summary>
    public int Done => ByStatus.Values.Sum();

    /// <summary>Files that were refused, held or failed.</summary>
    public int Problems =>
        ByStatus.GetValueOrDefault(FileStatus.Refused) + ByStatus.GetValueOrDefault(FileStatus.Held) + ByStatus.GetValueOrDefault(FileStatus.Failed);

    public string Counts => Done == 0 ? "Nothing was loaded" : string.Join(
        ", ", Enum.GetValues<FileStatus>().Where(ByStatus.ContainsKey).Select(status => $"{ByStatus[status]} {status.ToString().ToLowerInvariant()}"));
}

/// <summary>A requested load.</summary>
/// <param name="Channel">Null if there is no channel.</param>
/// <param name="Prune">See <see cref="IngestionMode.Prune"/>.</param>
public sealed record NewLoad(
    CollectionId Collection, string Person, string? Channel, ReplyAddress To, bool Prune, IReadOnlyList<DocumentSource> Sources)
{
    /// <summary>Whether its documents wait for approval.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>See <see cref="IngestionMode.PrunesAll"/>.</summary>
    public bool PrunesAll { get; init; }
}

/// <summary>How a load ended, or why it waits.</summary>
/// <param name="Reason">Why it failed, was cancelled or waits; else null.</param>
/// <param name="Fault">The fault that stopped it; null if none did.</param>
internal sealed record LoadEnd(LoadState State, string? Reason, IngestionReport Report, Exception? Fault);
