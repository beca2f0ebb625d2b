namespace ResearchBot.Core.Retention;

/// <summary>Takes what was deleted out of the store's files too, where the driver keeps it there for a while.</summary>
/// <param name="patience">How long to wait for those who still read; afterwards it is tried again in the background.</param>
/// <param name="cancellationToken">Ends the wait.</param>
/// <returns>Whether nothing of it is left.</returns>
public delegate Task<bool> CompactStore(TimeSpan patience, CancellationToken cancellationToken);
