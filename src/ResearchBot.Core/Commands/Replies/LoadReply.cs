using ResearchBot.Core.Ingestion;

namespace ResearchBot.Core.Commands;

/// <summary>The end of a load.</summary>
/// <param name="Collection">Where the documents went.</param>
/// <param name="Report">What became of each file.</param>
public sealed record LoadReply(string Collection, IngestionReport Report) : Reply
{
    /// <summary>Why some of it is still to do, and what becomes of that; null where nothing is.</summary>
    public string? Waits { get; init; }
}
