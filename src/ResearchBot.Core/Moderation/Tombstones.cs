namespace ResearchBot.Core.Moderation;

/// <summary>Records that somebody was forgotten, with everything of them up to that time.</summary>
/// <param name="Mark">The keyed hash of workspace and person.</param>
public sealed record Tombstone(string Mark, DateTimeOffset At)
{
    /// <summary>Replaces a forgotten person in a table.</summary>
    public const string Forgotten = "forgotten";

    /// <summary>The same where the mark must stay recognisable, for example for a blocked person.</summary>
    internal static string HashedPerson(string mark) => $"{Forgotten}:{mark}";
}

/// <summary>Tombstones outside the database, so that a restored backup forgets the same people again; supplied by the host.</summary>
public interface ITombstoneFiles
{
    /// <summary>The keyed hash of a workspace and person; null while nobody was ever forgotten.</summary>
    string? FindMark(string workspace, string person);

    /// <summary>Stores a tombstone durably.</summary>
    /// <exception cref="UserFacingException">It cannot be stored.</exception>
    Tombstone Add(string workspace, string person, DateTimeOffset at);

    /// <summary>All tombstones; throws a <see cref="UserFacingException"/> if they or their key cannot be read.</summary>
    IReadOnlyList<Tombstone> Read();
}
