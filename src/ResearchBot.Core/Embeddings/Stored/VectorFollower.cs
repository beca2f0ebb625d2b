using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Core.Embeddings;

/// <summary>Brings the stored vectors into the index, whichever process made them.</summary>
public sealed class VectorFollower(OpenEmbeddings open, VectorFeed feed, IndexFollower documents, DocumentIndex index) : IDisposable
{
    private const int FewestPerStep = 4_096;

    private readonly SemaphoreSlim _turn = new(1);
    private long _seen;
    private int _published;

    /// <summary>Returns when every vector that was stored before the call is searched, and every document's change too.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // A vector is stored after its document: with the number taken first, no vector comes before its document.
            var last = open().Model is null ? 0 : await feed.LastSequenceAsync(cancellationToken);
            await documents.CatchUpAsync(cancellationToken);
            await FollowAsync(last, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The same for a process that asks one question of documents that it indexed already.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (open().Model is not null)
        {
            await FollowAsync(await feed.LastSequenceAsync(cancellationToken), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task FollowAsync(long last, CancellationToken cancellationToken)
    {
        if (last <= _seen || open().Model is not { } model)
        {
            return;
        }

        // Each step copies what the segments have, so a step is a share of that: all at the start, a quarter later.
        var step = new List<ChunkVectors>();
        var chunks = 0;
        await foreach (var run in feed.ReadAsync(model.Id, _seen, cancellationToken))
        {
            step.Add(ToVectors(run));
            chunks += run.Present.Count;
            if (_seen > 0 && chunks >= Math.Max(FewestPerStep, _published / 4))
            {
                Publish(step, ref chunks);
            }
        }

        Publish(step, ref chunks);
        _seen = last;
    }

    private void Publish(List<ChunkVectors> step, ref int chunks)
    {
        index.Publish(step);
        _published += chunks;
        chunks = 0;
        step.Clear();
    }

    private static ChunkVectors ToVectors(VectorRun run) => new(
        run.DocumentId,
        run.Version,
        run.Model,
        [.. run.Present.Index().Where(one => one.Item).Select(one => run.FirstChunk + one.Index)],
        run.Rows);
}
