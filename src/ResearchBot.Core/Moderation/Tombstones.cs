namespace ResearchBot.Core.Moderation;

/// <summary>That somebody was forgotten.</summary>
/// <param name="Mark">The keyed hash of workspace and person.</param>
/// <param name="At">Everything of them until then.</param>
public sealed record Tombstone(string Mark, DateTimeOffset At)
{
    /// <summary>What stands in a table in a forgotten person's place.</summary>
    public const string Forgotten = "forgotten";

    /// <summary>The same where the mark must still be recognised, as for somebody who is blocked.</summary>
    internal static string HashedPerson(string mark) => $"{Forgotten}:{mark}";
}

/// <summary>What is known of forgotten people outside the database, so that a restored backup forgets them again; supplied by the host.</summary>
/// <param name="FindMark">The keyed hash of a workspace and a person; null while nobody was ever forgotten.</param>
/// <param name="Add">Keeps a tombstone for a workspace's person, durably, and returns it. Throws <see cref="UserFacingException"/> where it cannot.</param>
/// <param name="Read">All tombstones. Throws <see cref="UserFacingException"/> where they, or their key, cannot be read.</param>
public sealed record TombstoneFiles(
    Func<string, string, string?> FindMark,
    Func<string, string, DateTimeOffset, Tombstone> Add,
    Func<IReadOnlyList<Tombstone>> Read);
