using System.Data.Common;

namespace ResearchBot.Core.Documents;

/// <summary>What only the driver of the store's database can do; the host supplies it.</summary>
public interface IStoreEngine
{
    /// <summary>Turns a driver's fault into a sentence that a person may see and act on, or null when it is none of the known ones.</summary>
    string? Explain(DbException fault);

    /// <summary>Takes what was deleted out of the store's files too, where the driver keeps it there for a while.</summary>
    /// <param name="patience">How long to wait for those who still read; afterwards it is tried again in the background.</param>
    /// <returns>Whether nothing of it is left.</returns>
    Task<bool> CompactAsync(TimeSpan patience, CancellationToken cancellationToken);
}
