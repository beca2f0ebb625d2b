namespace ResearchBot.Sources;

/// <summary>Waits for changes below a folder: the system tells of most of them, and a scan finds what it does not tell, as on network drives.</summary>
internal sealed class FolderWatch
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostUnrest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ScanEvery = TimeSpan.FromMinutes(1);

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly FileSystemWatcher? _watcher;
    private long _seen;

    /// <param name="isTold">Whether the system is asked to tell of changes; else only the scan finds them.</param>
    public FolderWatch(string folder, TimeProvider? time = null, bool isTold = true)
    {
        (_folder, _time) = (folder, time ?? TimeProvider.System);
        _seen = Look();
        if (!isTold)
        {
            return;
        }

        try
        {
            _watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size };
            _watcher.Changed += (_, _) => Wake();
            _watcher.Created += (_, _) => Wake();
            _watcher.Deleted += (_, _) => Wake();
            _watcher.Renamed += (_, _) => Wake();
            _watcher.Error += (_, _) => Wake(); // it lost some
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or PlatformNotSupportedException)
        {
            _watcher = null; // too many are watched: the scan alone finds changes
        }
    }

    /// <summary>Returns true when something changed and nothing did for a second, false when cancelled.</summary>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await WokenAsync(ScanEvery, cancellationToken);
                if (Look() is var now && now != _seen)
                {
                    _seen = await SettleAsync(now, cancellationToken);
                    return true;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Waits until files are no longer written, but not for ever.</summary>
    private async Task<long> SettleAsync(long seen, CancellationToken cancellationToken)
    {
        var since = _time.GetTimestamp();
        while (_time.GetElapsedTime(since) < MostUnrest)
        {
            await Task.Delay(Quiet, _time, cancellationToken);
            var now = Look();
            if (now == seen)
            {
                return now;
            }

            seen = now;
        }

        return seen;
    }

    private async Task WokenAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var woken = _changed.WaitAsync(either.Token);
        await Task.WhenAny(woken, Task.Delay(most, _time, either.Token));
        await either.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        await ((Task)woken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Wake()
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake.
        }
    }

    /// <summary>A number that is another when a file is new, gone, longer, shorter or written anew. Hidden files do not count, as in a load.</summary>
    private long Look()
    {
        var sum = 0L;
        try
        {
            var files = new System.IO.Enumeration.FileSystemEnumerable<long>(
                _folder,
                (ref System.IO.Enumeration.FileSystemEntry entry) => HashCode.Combine(string.GetHashCode(entry.ToFullPath(), StringComparison.Ordinal), entry.Length, entry.LastWriteTimeUtc),
                new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint })
            {
                ShouldIncludePredicate = (ref System.IO.Enumeration.FileSystemEntry entry) => !entry.IsDirectory && entry.FileName[0] != '.',
                ShouldRecursePredicate = (ref System.IO.Enumeration.FileSystemEntry entry) => entry.FileName[0] != '.',
            };
            foreach (var file in files)
            {
                sum += file;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            sum = -1; // the folder is away
        }

        return sum;
    }
}
