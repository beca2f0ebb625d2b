using System.Collections.Concurrent;
using System.Threading.Channels;
using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Search;

/// <summary>Brings the index up to date with the store's change sequence, whichever process made the changes.</summary>
public sealed class IndexFollower(ChangeFeed changes, DocumentIndex index) : IDisposable
{
    private const int ChangesPerStep = 64;
    private const int CharactersPerSegment = 8_000_000;

    private readonly SemaphoreSlim _turn = new(1);
    private long _seen = -1;

    /// <summary>Returns when every change that was committed before the call can be searched.</summary>
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

    /// <summary>
    /// Indexes the store for one query, in a process that will ask nothing else: a few seconds for 100,000 chunks, where the
    /// whole index takes longer. The index is not followed up.
    /// </summary>
    public Task IndexForAsync(SearchQuery query, CancellationToken cancellationToken) => BuildAsync(query, cancellationToken);

    /// <summary>Catches up in a process that serves searches; nothing in one that never began to follow, such as a single load.</summary>
    public Task CatchUpIfStartedAsync(CancellationToken cancellationToken) =>
        Interlocked.Read(ref _seen) < 0 ? Task.CompletedTask : CatchUpAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var step = await changes.ReadAsync(_seen, ChangesPerStep, cancellationToken);
        if (step.DocumentIds.Count > 0)
        {
            var current = await changes.OpenCurrentAsync(step.DocumentIds, cancellationToken);
            var segments = current.GroupBy(version => version.Document.Collection).Select(group => IndexSegment.Build([.. group]));
            index.Publish([.. segments], step.DocumentIds);
        }

        _seen = step.Sequence;
        return step.More;
    }

    /// <summary>The first time: reads the whole store on this thread while others build segments.</summary>
    private async Task BuildAsync(SearchQuery? only, CancellationToken cancellationToken)
    {
        var segments = new ConcurrentBag<IndexSegment>();
        var batches = Channel.CreateBounded<List<DocumentVersion>>(Environment.ProcessorCount);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var builders = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => BuildSegmentsAsync(batches.Reader, only, segments, failed)).ToArray();
        try
        {
            await ReadBatchesAsync(batches.Writer, failed.Token);
        }
        finally
        {
            batches.Writer.TryComplete();
            await Task.WhenAll(builders);
        }

        index.Publish(segments, []);
    }

    private async Task ReadBatchesAsync(ChannelWriter<List<DocumentVersion>> batches, CancellationToken cancellationToken)
    {
        var open = new Dictionary<CollectionId, (List<DocumentVersion> Versions, int Characters)>();
        await foreach (var version in changes.OpenAllAsync(cancellationToken))
        {
            var (versions, characters) = open.GetValueOrDefault(version.Document.Collection, ([], 0));
            versions.Add(version);
            characters += version.Text.Length;
            if (characters >= CharactersPerSegment)
            {
                await batches.WriteAsync(versions, cancellationToken);
                (versions, characters) = ([], 0);
            }

            open[version.Document.Collection] = (versions, characters);
        }

        foreach (var (versions, _) in open.Values)
        {
            await batches.WriteAsync(versions, cancellationToken);
        }
    }

    private static async Task BuildSegmentsAsync(
        ChannelReader<List<DocumentVersion>> batches, SearchQuery? only, ConcurrentBag<IndexSegment> segments, CancellationTokenSource failed)
    {
        try
        {
            await Task.Yield();
            await foreach (var batch in batches.ReadAllAsync(failed.Token))
            {
                segments.Add(IndexSegment.Build(batch, only));
            }
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
    }
}
