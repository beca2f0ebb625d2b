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
