using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ResearchBot.Store;

/// <summary>Says what SQLite's faults mean and what to do about them.</summary>
internal static class StoreFaults
{
    // Result codes of SQLite, https://sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>The explanation of a fault, or null when it is none that a person could mend.</summary>
    public static string? Explain(DbException fault) => (fault as SqliteException)?.SqliteErrorCode switch
    {
        Busy or Locked => "Another process has been writing to the store for too long. Try again, or raise Store:BusyTimeoutSeconds.",
        ReadOnly => "The store is read-only. Give the program the right to write to its data folder.",
        InputOutput => "The disk of the store reports an error. Check the disk and its free space; nothing that was acknowledged is lost.",
        Corrupt or NotADatabase => "The store's file is damaged. It was left as it is: restore a backup, or move the file away and load the documents again.",
        Full => "The disk, or the limit Store:MaxMegabytes, is full. Free space or raise the limit, then do it again; nothing that was acknowledged is lost.",
        CannotOpen => "The store's file cannot be opened. Check that the data folder exists and may be written to.",
        _ => null,
    };
}
