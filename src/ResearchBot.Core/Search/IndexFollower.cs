using Microsoft.Extensions.Logging;
using ResearchBot.Core.Search.Storage;

namespace ResearchBot.Core.Search;

/// <summary>Keeps the index up to date with the store's change sequence, whichever process made the changes.</summary>
public sealed partial class IndexFollower(ChangeFeed changes, DocumentIndex index, SegmentStore segments, ILogger<IndexFollower> logger) : IDisposable
{
    private const int ChangesPerStep = 64;
    private readonly SemaphoreSlim _turn = new(1);
    private long _seen = -1;

    /// <summary>Returns when every change committed before the call is searchable.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_seen < 0)
            {
                var start = await changes.LastSequenceAsync(cancellationToken);
                await BuildAsync(only: null, cancellationToken);
                _seen = start;
            }

            while (await StepAsync(cancellationToken))
            {
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Indexes the store for a single query: a few seconds for 100,000 chunks. The index cannot be updated afterwards.</summary>
    public Task IndexForAsync(SearchQuery query, CancellationToken cancellationToken) => BuildAsync(query, cancellationToken);

    /// <summary>Catches up if this process serves searches; does nothing in one that never began to follow, such as a single load.</summary>
    public Task CatchUpIfStartedAsync(CancellationToken cancellationToken) =>
        Interlocked.Read(ref _seen) < 0 ? Task.CompletedTask : CatchUpAsync(cancellationToken);

    /// <summary>Stores the index for the next start if this process follows the store; an index built for one query is not stored.</summary>
    public Task StoreAsync(CancellationToken cancellationToken) =>
        Interlocked.Read(ref _seen) < 0 ? Task.CompletedTask : segments.StoreAsync(cancellationToken);

    public void Dispose() => _turn.Dispose();

    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var step = await changes.ReadAsync(_seen, ChangesPerStep, cancellationToken);
        if (step.DocumentIds.Count > 0)
        {
            var current = await changes.OpenCurrentAsync(step.DocumentIds, cancellationToken);
            var built = current.GroupBy(version => version.Document.Collection).Select(group => IndexSegment.Build([.. group]));
            index.Publish([.. built], step.DocumentIds);
        }

        _seen = step.Sequence;
        return step.More;
    }

    private async Task BuildAsync(SearchQuery? only, CancellationToken cancellationToken)
    {
        using var stored = segments.Open();
        var (taken, built) = await new FirstBuild(changes, stored, only).RunAsync(cancellationToken);
        index.Publish([.. taken, .. built], []);
        LogBuilt(taken.Count, built.Count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Indexed the store: {Taken} segments from disk, {Built} built")]
    private partial void LogBuilt(int taken, int built);
}
