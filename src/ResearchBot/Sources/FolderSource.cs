using ResearchBot.Reading;

namespace ResearchBot.Sources;

/// <summary>A folder with all that is below it, or a single file, on this machine. Hidden files and folders (names that begin with a point) are
/// passed over; links are not followed, so loops and links that lead elsewhere do no harm.</summary>
internal sealed class FolderSource(string path, ReadingOptions options) : DocumentSource
{
    private readonly string _fullPath = FullPathOf(path);
    private bool _listedWhole = true;
    private FolderWatch? _watch;

    public string Asked => path;
    public override string Root => IsFolder ? _fullPath : Path.GetDirectoryName(_fullPath) ?? _fullPath;
    public override SourceAddress Address => new(FolderOpener.PathKind, _fullPath);
    public override bool IsComplete => IsFolder && _listedWhole;
    public override bool CanBeFollowed => IsFolder;
    public override bool CanBeWatched => IsFolder;
    private bool IsFolder => Directory.Exists(_fullPath);

    public override Task<IReadOnlyList<SourceFile>> ListAsync(CancellationToken cancellationToken)
    {
        if (IsFolder)
        {
            var files = new List<SourceFile>();
            Walk(new DirectoryInfo(_fullPath), files, cancellationToken);
            files.Sort((left, right) => string.CompareOrdinal(left.Key, right.Key));
            return Task.FromResult<IReadOnlyList<SourceFile>>(files);
        }

        var single = new FileInfo(_fullPath);
        return single.Exists
            ? Task.FromResult<IReadOnlyList<SourceFile>>([ToSourceFile(single)])
            : throw NotThere(path);
    }

    public override Task<SourceFile?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(Path.Combine(Root, key));
        var file = new FileInfo(full);
        return Task.FromResult<SourceFile?>(Directory.Exists(full) && file.LinkTarget is null
            ? ToSourceFile(new DirectoryInfo(full), NotListed)
            : ToSourceFile(file));
    }

    public override void Watch() => _watch ??= FolderWatch.Begin(_fullPath);

    public override async Task<bool> WaitForChangeAsync(CancellationToken cancellationToken) => _watch is not null && await _watch.WaitAsync(cancellationToken);

    private void Walk(DirectoryInfo folder, List<SourceFile> files, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            foreach (var entry in folder.EnumerateFileSystemInfos())
            {
                if (entry.Name.StartsWith('.'))
                {
                    continue;
                }

                if (entry is DirectoryInfo below && entry.LinkTarget is null)
                {
                    Walk(below, files, cancellationToken);
                }
                else
                {
                    files.Add(ToSourceFile(entry));
                }
            }
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            _listedWhole = false; // what is in it is not gone
            files.Add(ToSourceFile(folder, NotListed));
        }
    }

    private SourceFile ToSourceFile(FileSystemInfo entry, ReadOutcome<byte[]>? outcome = null)
    {
        var key = Path.GetRelativePath(Root, entry.FullName).Replace(Path.DirectorySeparatorChar, '/');
        var shown = IsFolder ? Path.Combine(path, Path.GetRelativePath(_fullPath, entry.FullName)) : path;
        return new SourceFile(shown, key, cancellationToken => outcome is null ? ReadAsync(entry, cancellationToken) : Task.FromResult(outcome));
    }

    private async Task<ReadOutcome<byte[]>> ReadAsync(FileSystemInfo entry, CancellationToken cancellationToken)
    {
        if (entry.LinkTarget is not null)
        {
            return Refused("It is a link. Load what it points to.");
        }

        var file = new FileInfo(entry.FullName);
        if (!file.Exists)
        {
            return Failed(SourceFile.Gone);
        }

        if (file.Length == 0)
        {
            // Not opened: opening a pipe would wait for its writer. Pipes and devices have no length either.
            return Refused("The file is empty, or it is a pipe or a device.");
        }

        var limit = options.MaxFileMegabytes * 1024L * 1024;
        if (file.Length > limit)
        {
            return Refused($"The file has {file.Length / 1048576.0:0.0} MB; {options.MaxFileMegabytes} MB are allowed (Reading:MaxFileMegabytes).");
        }

        try
        {
            return await ReadWholeAsync(file, cancellationToken);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            return Failed("The file cannot be read. Check that it is there and that the program may read it.");
        }
    }

    private static async Task<ReadOutcome<byte[]>> ReadWholeAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var bytes = new byte[file.Length];
        await using var stream = new FileStream(
            file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true);
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        var written = file.LastWriteTimeUtc;
        file.Refresh();
        return read == bytes.Length && file.Exists && file.Length == bytes.Length && file.LastWriteTimeUtc == written
            ? new ReadOutcome<byte[]>(bytes, null, null)
            : Failed("The file changed while it was read. Load it again when nothing writes to it.");
    }

    private static string FullPathOf(string path) => path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)
        ? throw NotThere(path)
        : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private static UserFacingException NotThere(string path) =>
        new($"There is no file or folder “{path}”. Check the path; it is relative to {Environment.CurrentDirectory}.");

    private static ReadOutcome<byte[]> NotListed => Failed("The folder cannot be listed. Check that the program may read it.");

    private static ReadOutcome<byte[]> Refused(string reason) => new(null, reason, null);

    private static ReadOutcome<byte[]> Failed(string reason) => new(null, null, reason);
}

/// <summary>Opens folders and files of this machine by their full paths. Only the console makes such addresses.</summary>
internal sealed class FolderOpener(IOptions<ReadingOptions> options) : SourceOpener
{
    public const string PathKind = "path";

    public override string Kind => PathKind;
    public override DocumentSource? Open(string text) => Path.Exists(text) ? new FolderSource(text, options.Value) : null;
}
