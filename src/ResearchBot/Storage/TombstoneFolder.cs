using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Storage;

/// <summary>The file <c>forgotten</c> of the data folder: a line for each forgotten person, with the time and a hash that is keyed by
/// <c>forgotten.key</c> beside it. Several processes may use both at once.</summary>
internal sealed class TombstoneFolder(SqliteDataSource database) : ITombstoneFiles
{
    private const int KeyBytes = 32;
    private const int MarkCharacters = 32;
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string _path = Path.Combine(database.DataDirectory, "forgotten");
    private readonly string _keyPath = Path.Combine(database.DataDirectory, "forgotten.key");

    private byte[]? _key;

    public string? FindMark(string workspace, string person) => FindKey() is { } key ? Mark(key, workspace, person) : null;

    public Tombstone Add(string workspace, string person, DateTimeOffset at)
    {
        try
        {
            var mark = Mark(FindKey() ?? MakeKey(), workspace, person);
            using var file = Open(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var known = new byte[file.Length];
            file.ReadExactly(known);
            file.SetLength(Array.LastIndexOf(known, (byte)'\n') + 1); // a line that was cut off belongs to a person who was told of no success
            file.Seek(0, SeekOrigin.End);
            file.Write(Encoding.ASCII.GetBytes(at.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture) + ' ' + mark + '\n'));
            file.Flush(flushToDisk: true);
            return new Tombstone(mark, at);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserFacingException(
                "Nothing was forgotten: the file forgotten cannot be written. Whoever runs the program has to give it the right to write in its data folder.", isFailure: true, fault);
        }
    }

    public IReadOnlyList<Tombstone> Read()
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        try
        {
            using var reader = new StreamReader(Open(FileMode.Open, FileAccess.Read, FileShare.Read), Encoding.ASCII);
            var text = reader.ReadToEnd();
            var tombstones = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();
            return tombstones.Count == 0 || FindKey() is not null ? tombstones : throw Unreadable($"{_keyPath} is missing", null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            throw Unreadable($"{_path} cannot be read", fault);
        }
    }

    private static Tombstone Parse(string line) => line.Split(' ') is [var at, { Length: MarkCharacters } mark]
        ? new Tombstone(mark, DateTimeOffset.ParseExact(at, Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))
        : throw new FormatException("A line is none.");

    private static UserFacingException Unreadable(string what, Exception? fault) => new(
        $"{what}, so it is not known who must be forgotten in this store. Put back the files forgotten and forgotten.key, which belong together.",
        isFailure: true,
        fault);

    private static string Mark(byte[] key, string workspace, string person) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{workspace}/{person}")))[..MarkCharacters];

    private byte[]? FindKey()
    {
        if (_key is null && File.Exists(_keyPath))
        {
            _key = File.ReadAllBytes(_keyPath) is { Length: KeyBytes } key ? key : throw Unreadable($"{_keyPath} is damaged", null);
        }

        return _key;
    }

    /// <summary>Two processes may make one at once; the first one's counts.</summary>
    private byte[] MakeKey()
    {
        if (File.Exists(_path) && new FileInfo(_path).Length > 0)
        {
            throw Unreadable($"{_keyPath} is missing", null); // another key would match none of the people in the file
        }

        var unfinished = _keyPath + "." + Path.GetRandomFileName();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(unfinished, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(unfinished, _keyPath, overwrite: false);
        }
        catch (IOException) when (File.Exists(_keyPath))
        {
            File.Delete(unfinished);
        }

        return FindKey() ?? throw new IOException($"{_keyPath} vanished.");
    }

    /// <summary>Another process has it open for a moment only.</summary>
    private FileStream Open(FileMode mode, FileAccess access, FileShare share)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(_path, mode, access, share);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                Thread.Sleep(Pause);
            }
        }
    }
}
