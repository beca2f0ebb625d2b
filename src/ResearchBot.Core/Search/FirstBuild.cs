using System.Collections.Concurrent;
using System.Threading.Channels;
using ResearchBot.Core.Search.Storage;

namespace ResearchBot.Core.Search;

/// <summary>Builds the index at startup: reads the store on one thread while others load stored segments and build the rest.</summary>
/// <param name="only">The only query that will be asked; null for any.</param>
internal sealed class FirstBuild(ChangeFeed changes, StoredSegments stored, SearchQuery? only)
{
    private const int CharactersPerSegment = 8_000_000;

    private readonly Dictionary<CollectionId, (List<DocumentVersion> Versions, int Characters)> _open = [];
    private readonly Channel<List<DocumentVersion>> _batches = Channel.CreateBounded<List<DocumentVersion>>(Environment.ProcessorCount);
    private readonly ConcurrentBag<IndexSegment> _built = [];

    /// <summary>The segments loaded from disk, and those built.</summary>
    public async Task<(IReadOnlyCollection<IndexSegment> Taken, IReadOnlyCollection<IndexSegment> Built)> RunAsync(CancellationToken cancellationToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var loading = Task.Run(() => stored.LoadAll(failed.Token), failed.Token);
        var builders = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => BuildAsync(failed)).ToArray();
        List<IndexSegment> taken;
        try
        {
            await foreach (var version in changes.OpenAllAsync(failed.Token))
            {
                if (!stored.Claim(version))
                {
                    await AddAsync(version, failed.Token);
                }
            }

            await loading;
            taken = stored.Take(out var left);
            foreach (var version in left)
            {
                await AddAsync(version, failed.Token);
            }

            foreach (var (versions, _) in _open.Values)
            {
                await _batches.Writer.WriteAsync(versions, failed.Token);
            }
        }
        finally
        {
            _batches.Writer.TryComplete();
            await loading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAll(builders);
        }

        return (taken, _built);
    }

    private async Task AddAsync(DocumentVersion version, CancellationToken cancellationToken)
    {
        var (versions, characters) = _open.GetValueOrDefault(version.Document.Collection, ([], 0));
        versions.Add(version);
        characters += version.Text.Length;
        if (characters >= CharactersPerSegment)
        {
            await _batches.Writer.WriteAsync(versions, cancellationToken);
            (versions, characters) = ([], 0);
        }

        _open[version.Document.Collection] = (versions, characters);
    }

    private async Task BuildAsync(CancellationTokenSource failed)
    {
        try
        {
            await Task.Yield();
            await foreach (var batch in _batches.Reader.ReadAllAsync(failed.Token))
            {
                if (batch.Count > 0)
                {
                    _built.Add(IndexSegment.Build(batch, only is null ? null : only.IndexTermsIn));
                }
            }
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
    }
}
