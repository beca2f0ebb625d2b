using ResearchBot.Core.Documents;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>A load as it is stored.</summary>
/// <param name="Id">Names it to a person.</param>
/// <param name="Collection">Where the documents go.</param>
/// <param name="Person">Who asked for it.</param>
/// <param name="Channel">Where; null where there is no channel.</param>
/// <param name="To">Where its end is told when nobody waits for it any more.</param>
/// <param name="Prune">See <see cref="IngestionMode.Prune"/>.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why it failed, was cancelled or waits; else null.</param>
/// <param name="Total">How many files it has, once they are listed.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="IsHeld">Whether a process has it in its charge.</param>
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
    /// <summary>The tenant.</summary>
    public string Workspace => Collection.Workspace;

    /// <summary>Whether it ended, in whichever way.</summary>
    public bool IsOver => State > LoadState.Running;
}

/// <summary>Where a load stands.</summary>
public enum LoadState
{
    /// <summary>Its files are not listed yet.</summary>
    Queued,

    /// <summary>Its files are listed, and some of them done.</summary>
    Running,

    /// <summary>Each file has its status.</summary>
    Done,

    /// <summary>Somebody ended it; what was loaded before stays.</summary>
    Cancelled,

    /// <summary>Its files could not be listed.</summary>
    Failed,
}

/// <summary>A source of a stored load.</summary>
/// <param name="Address">What it is opened by.</param>
/// <param name="Root">See <see cref="DocumentSource.Root"/>.</param>
/// <param name="IsComplete">See <see cref="DocumentSource.IsComplete"/>.</param>
internal sealed record LoadSource(SourceAddress Address, string Root, bool IsComplete);

/// <summary>A file of a stored load.</summary>
/// <param name="Ordinal">Its place in the load.</param>
/// <param name="Source">The place of its source.</param>
/// <param name="Key">See <see cref="SourceFile.Key"/>.</param>
/// <param name="Path">As the person knows it.</param>
/// <param name="Result">What became of it; null where it is still to do.</param>
internal sealed record LoadFile(int Ordinal, int Source, string Key, string Path, FileResult? Result);

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

/// <summary>A load that somebody asks for.</summary>
/// <param name="Collection">Where the documents go.</param>
/// <param name="Person">Who asks.</param>
/// <param name="Channel">Where; null where there is no channel.</param>
/// <param name="To">Where its end is told when nobody waits for it any more.</param>
/// <param name="Prune">See <see cref="IngestionMode.Prune"/>.</param>
/// <param name="Sources">Where the files come from.</param>
public sealed record NewLoad(
    CollectionId Collection, string Person, string? Channel, ReplyAddress To, bool Prune, IReadOnlyList<DocumentSource> Sources);

/// <summary>How a load ended, or why it waits.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why it failed, was cancelled or waits; else null.</param>
/// <param name="Report">What became of its files so far.</param>
/// <param name="Fault">What stopped it; null where nothing did.</param>
internal sealed record LoadEnd(LoadState State, string? Reason, IngestionReport Report, Exception? Fault);
