using Microsoft.Data.Sqlite;

namespace ResearchBot.Storage;

/// <summary>The native SQLite that the program runs with.</summary>
internal static class NativeSqlite
{
    // Several connections that write and checkpoint at the same moment may corrupt a database in WAL mode: https://sqlite.org/wal.html#walresetbug
    private static readonly Version FirstBad = new(3, 7, 0);
    private static readonly Version LastBad = new(3, 51, 2);

    /// <summary>The version of the library that was loaded.</summary>
    public static Version Loaded
    {
        get
        {
            using var connection = new SqliteConnection("Data Source=:memory:");
            return Version.Parse(connection.ServerVersion);
        }
    }

    /// <summary>Whether a version may corrupt the store.</summary>
    public static bool IsKnownBad(Version version) => version >= FirstBad && version <= LastBad;

    /// <summary>What to say of a version, and whether it may be used.</summary>
    public static (bool Ok, string Message) Judge(Version version) => IsKnownBad(version)
        ? (false, $"SQLite {version} may corrupt the store when several connections write. Use a build of the program with SQLite 3.51.3 or later.")
        : (true, $"SQLite {version}");
}
