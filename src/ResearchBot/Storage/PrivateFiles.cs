namespace ResearchBot.Storage;

/// <summary>Keeps the store's folder and files to the user that the program runs as. Windows has rights of its own, which are left alone.</summary>
internal static partial class PrivateFiles
{
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates the folder and an empty database where there are none, and takes from others what they may do with them.</summary>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be made.</exception>
    public static void Prepare(string folder, string database, ILogger logger)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, OwnFolder);
        Mend(folder, OwnFolder, logger);
        if (!File.Exists(database))
        {
            try
            {
                // SQLite takes an empty file for a new database, and gives the files beside it the same rights.
                using var made = new FileStream(database, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnFile });
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return; // another process made it, or SQLite will say what is wrong
            }
        }

        foreach (var one in (string[])[database, database + "-wal", database + "-shm"])
        {
            Mend(one, OwnFile, logger);
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void Mend(string path, UnixFileMode most, ILogger logger)
    {
        try
        {
            var mode = File.GetUnixFileMode(path);
            if ((mode & ~OwnFolder) != 0)
            {
                File.SetUnixFileMode(path, mode & most);
                LogMended(logger, path);
            }
        }
        catch (FileNotFoundException)
        {
            // There is none at the moment.
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogNotMended(logger, path, fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Others could read or write {Path}; now only the user of the program can")]
    private static partial void LogMended(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Others can read or write {Path}, and that cannot be changed ({Reason}): take their rights away")]
    private static partial void LogNotMended(ILogger logger, string path, string reason);
}
