namespace ResearchBot.Core.Embeddings;

/// <summary>
/// The model whose vectors are searched: the one that is set up or, after a change, the one before it, until the new one has
/// looked at every chunk.
/// </summary>
public sealed class ServingModel(OpenEmbeddings open, OpenFormerModel openFormer, VectorStore store)
{
    private volatile EmbeddingModel? _former;
    private bool _isCurrent;

    /// <summary>What questions are embedded with; see <see cref="OpenEmbeddings"/>.</summary>
    public EmbeddingSetup Open() => _former is { } former ? new EmbeddingSetup(former) : open();

    /// <summary>Whose vectors should be searched, by what is stored now. Once it was the one that is set up, it stays.</summary>
    /// <returns>Null where semantic search is off.</returns>
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

    /// <summary>From now on questions are embedded with this one, whose vectors are in the index.</summary>
    internal void Serve(EmbeddingModel model)
    {
        _isCurrent = model.Id == open().Model?.Id;
        _former = _isCurrent ? null : model;
    }
}
