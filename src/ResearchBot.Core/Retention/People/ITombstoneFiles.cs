namespace ResearchBot.Core.Retention;

/// <summary>What is known of forgotten people outside the database, so that a restored backup forgets them again; the host supplies it.</summary>
public interface ITombstoneFiles
{
    /// <summary>The keyed hash of a workspace and a person; null while nobody was ever forgotten.</summary>
    string? FindMark(string workspace, string person);

    /// <summary>Keeps a tombstone for a workspace's person, durably.</summary>
    /// <exception cref="UserFacingException">It cannot be kept.</exception>
    Tombstone Add(string workspace, string person, DateTimeOffset at);

    /// <summary>All tombstones.</summary>
    /// <exception cref="UserFacingException">They, or their key, cannot be read.</exception>
    IReadOnlyList<Tombstone> Read();
}
