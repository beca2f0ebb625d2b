using System.Data.Common;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>A load in progress, step by step: the first step lists its files, each further one loads a file.</summary>
internal sealed class LoadRun(
    LoadJob job, LoadWatch? watch, LoadStore store, LoadListing listing, DocumentIngestor ingestor, WaitingDocuments waiting, HeldKinds held,
    IReadOnlyDictionary<string, SourceOpener> openers, IArchiveReader archives, IStoreEngine engine, TimeProvider time) : IDisposable
{
    private const int FilesAhead = 64;
    private const int MostUnstored = 64;

    private static readonly TimeSpan StoreWithin = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan EstimateAfter = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LookForCancel = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMilliseconds(50); // spent on waiting for a slow source while other workspaces wait

    private IngestionMode _mode = IngestionMode.Default with { Prune = job.Prune, PrunesAll = job.PrunesAll, IsDryRun = job.Kind == LoadKind.DryRun };
    private readonly Queue<LoadFile> _ahead = new();
    private readonly Dictionary<int, FileResult> _unstored = []; // without a document of their own that was stored; losing them only repeats them
    private readonly Dictionary<int, FileResult> _notTaken = []; // the store could not take them: they are still to do
    private IReadOnlyList<LoadSource> _stored = [];
    private readonly CancellationTokenSource _stopped = new();
    private DocumentSource?[] _sources = [];
    private Task<int?>? _listing;
    private LoadFile? _next;
    private Task<SourceFile>? _finding;
    private long _storedAt = time.GetTimestamp();
    private long _lookedAt = time.GetTimestamp();
    private readonly long _startedAt = time.GetTimestamp();
    private bool _look;
    private bool _waits;
    private long _bytes;
    private int _total = job.Total;
    private int _done;
    private int _last = -1;

    public LoadJob Job => job;

    /// <summary>How it ended; null while it is running.</summary>
    public LoadEnd? End { get; private set; }

    /// <summary>Whether it ended here; false if another process took it over and will report it.</summary>
    public bool IsOurs { get; private set; } = true;

    public int Held => _ahead.Count + _unstored.Count + _notTaken.Count;

    public void Look() => _look = true;

    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        if (_stored.Count == 0)
        {
            _mode = _mode with { Holds = await held.ReadAsync(job.Workspace, cancellationToken) };
            _stored = await store.SourcesAsync(job.Id, cancellationToken);
            _sources = [.. _stored.Select((source, i) => watch?.Sources.ElementAtOrDefault(i) ?? openers.GetValueOrDefault(source.Address.Kind)?.Open(source.Address.Text))
                .Select(source => source is null ? null : new ArchiveSource(source, archives))];
            _listing = job.State == LoadState.Queued ? listing.RunAsync(job, _sources, _stored, _stopped.Token) : null;
        }

        if (_listing is not null)
        {
            await ListAsync(_listing, cancellationToken);
            return;
        }

        if (await IsCancelledAsync(cancellationToken))
        {
            await _stopped.CancelAsync();
            await EndAsync(LoadState.Cancelled, cancellationToken);
            return;
        }

        while ((_next ??= await NextAsync(cancellationToken)) is { } file)
        {
            if (file.Result is null && !await IsSoonAsync(_finding ??= FindAsync(file, _stopped.Token), cancellationToken))
            {
                return;
            }

            var found = _finding;
            (_next, _finding, _last) = (null, null, file.Ordinal);
            var result = file.Result ?? await LoadAsync(file, await found!, cancellationToken);
            _waits |= result.Status is FileStatus.New or FileStatus.Changed or FileStatus.Duplicate or FileStatus.Held;
            _done++;
            Report(result, reading: null);
            if (file.Result is null)
            {
                return;
            }
        }

        await EndAsync(job.Kind == LoadKind.DryRun && _waits ? LoadState.Prepared : LoadState.Done, cancellationToken);
    }

    private static IngestionReport Nothing => new([], []);

    /// <summary>Ends what is still fetched for it.</summary>
    public void Dispose()
    {
        _stopped.Cancel();
        _stopped.Dispose();
    }

    /// <summary>Goes on when the files are listed, which may take a site minutes.</summary>
    private async Task ListAsync(Task<int?> list, CancellationToken cancellationToken)
    {
        if (await IsSoonAsync(list, cancellationToken))
        {
            var total = await list;
            _stored = await store.SourcesAsync(job.Id, cancellationToken);
            (_listing, _total, IsOurs) = (null, total ?? 0, total is not null);
            End = IsOurs ? null : new LoadEnd(LoadState.Cancelled, null, Nothing, Fault: null);
        }
        else if (await IsCancelledAsync(cancellationToken))
        {
            await _stopped.CancelAsync();
            IsOurs = false; // whoever cancelled it has ended it
            End = new LoadEnd(LoadState.Cancelled, LoadQueue.Cancelled, Nothing, Fault: null);
        }
    }

    private async Task<bool> IsSoonAsync(Task task, CancellationToken cancellationToken)
    {
        if (!task.IsCompleted)
        {
            await Task.WhenAny(task, Task.Delay(LongestTurn, time, cancellationToken));
        }

        return task.IsCompleted;
    }

    /// <summary>Stops it because of a fault; pending files stay pending.</summary>
    public async Task StopAsync(Exception fault, LoadState state, string reason, CancellationToken cancellationToken)
    {
        IsOurs = state is LoadState.Queued or LoadState.Running || await store.EndAsync(job.Id, state, reason, cancellationToken);
        End = new LoadEnd(state, reason, Nothing, fault);
    }

    private async Task<LoadFile?> NextAsync(CancellationToken cancellationToken)
    {
        if (_ahead.Count == 0)
        {
            foreach (var file in await store.FilesAsync(job.Id, _last, FilesAhead, cancellationToken))
            {
                _ahead.Enqueue(file);
            }
        }

        return _ahead.TryDequeue(out var next) ? next : null;
    }

    private async Task<SourceFile> FindAsync(LoadFile file, CancellationToken cancellationToken)
    {
        if (job.Kind == LoadKind.Approved || _sources[file.Source] is not { } source)
        {
            return new SourceFile(file.Path, file.Key, _ => Task.FromResult(new ReadOutcome<byte[]>(null, null, LoadListing.Lost)));
        }

        return await source.FindAsync(file.Key, cancellationToken) is { } there
            ? there with { Path = file.Path, ReadAsync = async token => Counted(await there.ReadAsync(token)) }
            : new SourceFile(file.Path, file.Key, _ => Task.FromResult(new ReadOutcome<byte[]>(null, null, SourceFile.Gone)));
    }

    private async Task<FileResult> LoadAsync(LoadFile file, SourceFile found, CancellationToken cancellationToken)
    {
        var noted = false;
        try
        {
            var place = new LoadedFile(job.Id, file.Ordinal, NoteAsync) { Progress = watch is null ? null : new PageProgress(pages => Report(last: null, (file.Path, pages)), time) };
            var result = job.Kind == LoadKind.Approved
                ? await ReleaseAsync(file, place, cancellationToken)
                : await ingestor.IngestAsync(found, _stored[file.Source].Root, job.Collection, _mode, place, cancellationToken);
            if (!noted)
            {
                _unstored[file.Ordinal] = result;
                await StoreSomeAsync(cancellationToken);
            }

            return result;
        }
        catch (DbException fault) when (engine.Explain(fault) is not null)
        {
            _unstored.Remove(file.Ordinal);
            return _notTaken[file.Ordinal] = ingestor.NotStored(found, fault);
        }

        async Task NoteAsync(DbConnection connection, SavedVersion? saved, FileResult result)
        {
            await LoadStore.NoteAsync(connection, job.Id, [KeyValuePair.Create(file.Ordinal, result)]);
            await (saved is null ? Task.CompletedTask : LoadChanges.NoteAsync(connection, job.Id, saved));
            noted = true;
        }
    }

    /// <summary>Stores what was shown in the dry run.</summary>
    private async Task<FileResult> ReleaseAsync(LoadFile file, LoadedFile place, CancellationToken cancellationToken) =>
        await waiting.FindAsync(job.Id, file.Ordinal, cancellationToken) is { } document
            ? await ingestor.ReleaseAsync(document, _mode, place, cancellationToken)
            : new FileResult(file.Path, FileStatus.Failed, "What was prepared is gone. Load it again.", null, null, null);

    private ReadOutcome<byte[]> Counted(ReadOutcome<byte[]> bytes)
    {
        _bytes += bytes.Value?.Length ?? 0;
        return bytes;
    }

    private void Report(FileResult? last, (string Path, ReadingProgress Pages)? reading)
    {
        var progress = new IngestionProgress(_done, Math.Max(_total, _done), last) { Job = job.Id, Bytes = _bytes, Reading = reading };
        var elapsed = time.GetElapsedTime(_startedAt);
        watch?.Progress.Report(progress with { TimeLeft = elapsed < EstimateAfter || _done == 0 ? null : elapsed * progress.Left / _done });
    }

    private async Task StoreSomeAsync(CancellationToken cancellationToken)
    {
        if (_unstored.Count >= MostUnstored || time.GetElapsedTime(_storedAt) >= StoreWithin)
        {
            await StoreAsync(cancellationToken);
        }
    }

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        if (_unstored.Count > 0)
        {
            await store.NoteAsync(job.Id, _unstored, cancellationToken);
            _unstored.Clear();
        }

        _storedAt = time.GetTimestamp();
    }

    private async Task<bool> IsCancelledAsync(CancellationToken cancellationToken)
    {
        if (watch is { IsCancelled: true })
        {
            return true;
        }

        if (!_look && time.GetElapsedTime(_lookedAt) < LookForCancel)
        {
            return false;
        }

        _look = false;
        _lookedAt = time.GetTimestamp();
        return await store.IsCancelledAsync(job.Id, cancellationToken);
    }

    private async Task EndAsync(LoadState state, CancellationToken cancellationToken)
    {
        var gone = new List<GoneFile>();
        try
        {
            await StoreAsync(cancellationToken);
            if (state != LoadState.Cancelled && _stored.Any(source => source.IsComplete))
            {
                gone.AddRange(await FindGoneAsync(cancellationToken));
            }

            if (_notTaken.Count == 0)
            {
                var why = state == LoadState.Cancelled ? LoadQueue.Cancelled : null;
                IsOurs = await store.EndAsync(job.Id, state, why, cancellationToken);
                End = new LoadEnd(state, why, await ReportAsync(gone, cancellationToken), Fault: null);
                return;
            }
        }
        catch (DbException fault) when (engine.Explain(fault) is { } why && watch is not null)
        {
            // Reported from what is known here; the load waits.
            End = new LoadEnd(LoadState.Running, why, await ReportAsync(gone, cancellationToken), Fault: null);
            return;
        }

        var reason = _notTaken.Values.First().Reason;
        End = new LoadEnd(LoadState.Running, reason, await ReportAsync(gone, cancellationToken), Fault: null);
    }

    private async Task<IReadOnlyList<GoneFile>> FindGoneAsync(CancellationToken cancellationToken)
    {
        var present = (await store.FilesAsync(job.Id, -1, int.MaxValue, cancellationToken)).Where(file => !file.IsGone).Select(file => file.Key).ToHashSet();
        var gone = new List<GoneFile>();
        foreach (var root in _stored.Where(source => source.IsComplete).Select(source => source.Root).Distinct())
        {
            gone.AddRange(await ingestor.FindGoneAsync(
                root, job.Collection, present, _mode, (connection, known) => LoadChanges.NoteRemovedAsync(connection, job.Id, known), cancellationToken));
        }

        return gone;
    }

    private async Task<IngestionReport> ReportAsync(IReadOnlyList<GoneFile> gone, CancellationToken cancellationToken)
    {
        var files = await store.FilesAsync(job.Id, -1, int.MaxValue, cancellationToken);
        return new IngestionReport(
            [.. files.Select(file => _notTaken.GetValueOrDefault(file.Ordinal) ?? _unstored.GetValueOrDefault(file.Ordinal) ?? file.Result).OfType<FileResult>()], gone);
    }
}

/// <summary>Passes on the pages of a file, at most once a second.</summary>
internal sealed class PageProgress(Action<ReadingProgress> report, TimeProvider time) : IProgress<ReadingProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long _reportedAt = time.GetTimestamp();

    public void Report(ReadingProgress value)
    {
        if (time.GetElapsedTime(_reportedAt) >= Interval)
        {
            _reportedAt = time.GetTimestamp();
            report(value);
        }
    }
}
