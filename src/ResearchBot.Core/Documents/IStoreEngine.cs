using System.Data.Common;

namespace ResearchBot.Core.Documents;

/// <summary>Operations that depend on the database driver; supplied by the host.</summary>
public interface IStoreEngine
{
    /// <summary>Explains a driver's fault in a sentence that a person may see and act on; null if it is unknown.</summary>
    string? Explain(DbException fault);

    /// <summary>Whether a fault means that the store's file is damaged where it was read.</summary>
    bool IsDamage(DbException fault);

    /// <summary>Purges deleted content from the store's files, where the driver keeps it for a while.</summary>
    /// <param name="patience">How long to wait for current readers; afterwards it is retried in the background.</param>
    /// <returns>Whether nothing of it is left.</returns>
    Task<bool> CompactAsync(TimeSpan patience, CancellationToken cancellationToken);
}
