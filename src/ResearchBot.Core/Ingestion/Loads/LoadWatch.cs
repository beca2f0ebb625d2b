namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>A request that waits for its load in this process.</summary>
internal sealed class LoadWatch(IReadOnlyList<DocumentSource> sources, IProgress<IngestionProgress> progress)
{
    private readonly TaskCompletionSource<LoadEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _cancelled;

    /// <summary>As they came with the request; in another process they are opened again.</summary>
    public IReadOnlyList<DocumentSource> Sources => sources;

    /// <summary>Told after each file.</summary>
    public IProgress<IngestionProgress> Progress => progress;

    /// <summary>Whether whoever waits gave up.</summary>
    public bool IsCancelled => _cancelled;

    /// <summary>Comes when the load ended or has to wait for its store.</summary>
    public Task<LoadEnd> Ended => _ended.Task;

    public void Cancel() => _cancelled = true;

    public void End(LoadEnd end) => _ended.TrySetResult(end);

    public void Abandon() => _ended.TrySetCanceled();
}
