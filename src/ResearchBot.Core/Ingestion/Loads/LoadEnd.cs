namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>How a load ended, or why it waits.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why it failed, was cancelled or waits; else null.</param>
/// <param name="Report">What became of its files so far.</param>
/// <param name="Fault">What stopped it; null where nothing did.</param>
internal sealed record LoadEnd(LoadState State, string? Reason, IngestionReport Report, Exception? Fault);
