using ResearchBot.Core.Search.Storage;
using ResearchBot.Store;

namespace ResearchBot.Index;

/// <summary>The folder <c>index</c> of the store: parts of the index in ready form. Several processes may use it at once.</summary>
internal sealed class SegmentFolder(SqliteDataSource database, TimeProvider time)
{
    private const string Extension = ".segment";
    private const string Unfinished = ".tmp";
    private const long LeastFree = 256L * 1024 * 1024; // the documents need the disk more than their index does

    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly string _folder = Path.Combine(database.DataDirectory, "index");

    /// <summary>What the index may do here.</summary>
    public SegmentFiles Files => new(List, OpenRead, Write, Delete);

    private string[] List() =>
        Directory.Exists(_folder) ? [.. Directory.EnumerateFiles(_folder, "*" + Extension).Select(path => Path.GetFileNameWithoutExtension(path))] : [];

    // Without a buffer: it is read in a few large pieces, straight to where they belong. Another process may delete it meanwhile.
    private FileStream OpenRead(string name) =>
        new(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);

    private void Write(string name, Action<Stream> content)
    {
        Directory.CreateDirectory(_folder);
        DeleteAbandoned();
        if (new DriveInfo(_folder).AvailableFreeSpace < LeastFree)
        {
            throw new IOException($"Less than {LeastFree / 1048576} MB are free in {_folder}.");
        }

        var unfinished = Path.Combine(_folder, Path.GetRandomFileName() + Unfinished);
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                content(stream); // not synced: after a power loss the hash tells
            }

            File.Move(unfinished, PathOf(name), overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private void Delete(string name) => File.Delete(PathOf(name));

    /// <summary>Deletes what a killed process left; another process's that is being written is younger.</summary>
    private void DeleteAbandoned()
    {
        foreach (var path in Directory.EnumerateFiles(_folder, "*" + Unfinished))
        {
            if (time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path) > Abandoned)
            {
                File.Delete(path);
            }
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, name + Extension);
}
