using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Core.Search.Embedding;

/// <summary>Brings stored vectors into the index, whichever process made them.</summary>
public sealed class VectorFollower(ServingModel serving, VectorFeed feed, IndexFollower documents, DocumentIndex index) : IDisposable
{
    private const int FewestPerStep = 4_096;
    private readonly SemaphoreSlim _turn = new(1);
    private string? _followed;
    private long _seen;
    private int _published;

    /// <summary>Returns when every document change and every vector stored before the call is searchable.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // A vector is stored after its document: taking the number first ensures that no vector arrives before its document.
            var model = await serving.ChooseAsync(cancellationToken);
            var last = model is null ? 0 : await feed.LastSequenceAsync(cancellationToken);
            await documents.CatchUpAsync(cancellationToken);
            if (model is not null)
            {
                await FollowAsync(model, last, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The same for a process that asks a single question; reads nothing if the model cannot compare it.</summary>
    public async Task ReadForAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        if (await serving.ChooseAsync(cancellationToken) is { Share: > 0 } model && model.Supports(query.Language))
        {
            await FollowAsync(model, await feed.LastSequenceAsync(cancellationToken), cancellationToken);
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task FollowAsync(EmbeddingModel model, long last, CancellationToken cancellationToken)
    {
        if (model.Id != _followed)
        {
            (_followed, _seen, _published) = (model.Id, 0, 0);
        }

        if (last > _seen)
        {
            await ReadAsync(model, cancellationToken);
            _seen = last;
        }

        serving.Serve(model);
    }

    private async Task ReadAsync(EmbeddingModel model, CancellationToken cancellationToken)
    {
        // Each step copies the vectors that the segments have. So a step is a share of those: all at the start and when another model takes
        // over, a quarter later.
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

/// <summary>The model whose vectors are searched: the configured one or, after a change, its predecessor until the new one has processed every
/// chunk.</summary>
public sealed class ServingModel(OpenEmbeddings open, OpenFormerModel openFormer, VectorStore store)
{
    private volatile EmbeddingModel? _former;
    private bool _isCurrent;

    /// <summary>The model that questions are embedded with; see <see cref="OpenEmbeddings"/>.</summary>
    public EmbeddingSetup Open() => _former is { } former ? new EmbeddingSetup(former) : open();

    /// <summary>The model whose vectors should be searched, given what is stored; null if semantic search is off. Never goes back once it was
    /// the configured one.</summary>
    public async Task<EmbeddingModel?> ChooseAsync(CancellationToken cancellationToken)
    {
        if (open().Model is not { } model || _isCurrent)
        {
            return open().Model;
        }

        var all = await store.ProgressAsync(model.Id, cancellationToken);
        return all[model.Id].IsComplete ? model : all
            .Where(other => other.Key != model.Id && other.Value.Vectors > 0)
            .OrderByDescending(other => other.Value.Vectors)
            .Select(other => openFormer(other.Key))
            .OfType<EmbeddingModel>()
            .FirstOrDefault(model);
    }

    /// <summary>Switches questions to the model whose vectors are in the index.</summary>
    internal void Serve(EmbeddingModel model)
    {
        _isCurrent = model.Id == open().Model?.Id;
        _former = _isCurrent ? null : model;
    }
}
