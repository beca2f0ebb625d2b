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
