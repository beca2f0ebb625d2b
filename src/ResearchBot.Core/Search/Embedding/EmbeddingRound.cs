using System.Threading.Channels;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Search.Embedding;

/// <summary>Makes the missing vectors of some documents: one task reads and batches, several embed and store.</summary>
internal sealed class EmbeddingRound(
    EmbeddingModel model, VectorCheck check, VectorStore store, ChangeFeed changes, EmbeddingTurn turn, QuestionGate gate, TimeProvider time)
    : IDisposable
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);
    private readonly Channel<EmbeddingBatch> _batches = Channel.CreateBounded<EmbeddingBatch>(model.Limits.Workers);
    private readonly SemaphoreSlim _saving = new(1); // the store has one writer; waiting here is cheaper than there
    private long _renewed = time.GetTimestamp();

    /// <summary>Runs until these documents lack nothing, or the first fault; skips removed ones.</summary>
    /// <param name="stored">Called for each batch after its commit, never concurrently.</param>
    public async Task RunAsync(IReadOnlyList<string> documents, Action<IReadOnlyList<VectorRun>> stored, CancellationToken cancellationToken)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] tasks =
        [
            Task.Run(() => StopAllOnFaultAsync(ReadAsync(documents, failed.Token), failed), CancellationToken.None),
            .. Enumerable.Range(0, model.Limits.Workers)
                .Select(_ => Task.Run(() => StopAllOnFaultAsync(EmbedAsync(stored, failed.Token), failed), CancellationToken.None)),
        ];
        var all = Task.WhenAll(tasks);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var faults = all.Exception?.InnerExceptions;
        if (faults?.FirstOrDefault(fault => fault is not OperationCanceledException) is { } first)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }

        await all;
    }

    public void Dispose() => _saving.Dispose();

    private static async Task StopAllOnFaultAsync(Task task, CancellationTokenSource failed)
    {
        try
        {
            await task;
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
    }

    private async Task ReadAsync(IReadOnlyList<string> documents, CancellationToken cancellationToken)
    {
        try
        {
            var batch = new EmbeddingBatch(model);
            foreach (var id in documents)
            {
                foreach (var version in await changes.OpenCurrentAsync([id], cancellationToken))
                {
                    foreach (var chunk in await FindLackingAsync(version, cancellationToken))
                    {
                        if (!batch.TryAdd(version, chunk))
                        {
                            await _batches.Writer.WriteAsync(batch, cancellationToken);
                            batch = new EmbeddingBatch(model);
                            batch.TryAdd(version, chunk);
                        }
                    }
                }
            }

            if (!batch.IsEmpty)
            {
                await _batches.Writer.WriteAsync(batch, cancellationToken);
            }
        }
        finally
        {
            _batches.Writer.TryComplete();
        }
    }

    private async Task<IEnumerable<int>> FindLackingAsync(DocumentVersion version, CancellationToken cancellationToken)
    {
        var done = await store.FindDoneAsync(model.Id, version.Document.Id, version.Document.Version, cancellationToken);
        var has = new bool[version.Chunks.Count];
        foreach (var (first, count) in done)
        {
            has.AsSpan((int)first, (int)count).Fill(true);
        }

        return Enumerable.Range(0, has.Length).Where(chunk => !has[chunk]);
    }

    private async Task EmbedAsync(Action<IReadOnlyList<VectorRun>> stored, CancellationToken cancellationToken)
    {
        await foreach (var batch in _batches.Reader.ReadAllAsync(cancellationToken))
        {
            await gate.WaitAsync(cancellationToken);
            var vectors = batch.Texts.Count == 0
                ? []
                : check.ToVectors(await model.Generator.GenerateAsync(batch.Texts, options: null, cancellationToken), batch.Texts.Count);

            await _saving.WaitAsync(cancellationToken);
            try
            {
                stored(await store.SaveAsync(batch.ToRuns(vectors), cancellationToken));
                if (time.GetElapsedTime(_renewed) > Renewal)
                {
                    _renewed = time.GetTimestamp();
                    await turn.TakeAsync(cancellationToken);
                }
            }
            finally
            {
                _saving.Release();
            }
        }
    }
}

/// <summary>Chunks that are embedded in one call and stored in one transaction.</summary>
internal sealed class EmbeddingBatch(EmbeddingModel model)
{
    private const int ChunksPerText = 16;

    private readonly List<(DocumentVersion Version, int Chunk, bool Embedded)> _chunks = [];
    private readonly List<string> _texts = [];
    private int _characters;

    public IReadOnlyList<string> Texts => _texts;
    public bool IsEmpty => _chunks.Count == 0;

    /// <summary>Adds a chunk, unless the batch is full.</summary>
    public bool TryAdd(DocumentVersion version, int chunk)
    {
        var one = version.Chunks[chunk];
        var supported = model.Supports(LanguageRecogniser.Recognise(version.Text.AsSpan(one.Start, one.Length)));
        var text = supported ? EmbeddedText.Of(version, one) : null;
        if (_chunks.Count >= model.Limits.Texts * ChunksPerText
            || (text is not null && _texts.Count > 0
                && (_texts.Count >= model.Limits.Texts || _characters + text.Length > model.Limits.Characters)))
        {
            return false;
        }

        _chunks.Add((version, chunk, supported));
        if (text is not null)
        {
            _texts.Add(text);
            _characters += text.Length;
        }

        return true;
    }

    /// <summary>The vectors as rows to store: one run for each stretch of neighbouring chunks.</summary>
    /// <param name="vectors">One unit vector per text; empty if the text has none.</param>
    public IReadOnlyList<VectorRun> ToRuns(IReadOnlyList<float[]> vectors)
    {
        var runs = new List<VectorRun>();
        var next = 0;
        for (var start = 0; start < _chunks.Count;)
        {
            var end = start + 1;
            while (end < _chunks.Count && _chunks[end].Version == _chunks[start].Version && _chunks[end].Chunk == _chunks[end - 1].Chunk + 1)
            {
                end++;
            }

            var own = new List<float[]>(end - start);
            for (var i = start; i < end; i++)
            {
                own.Add(_chunks[i].Embedded ? vectors[next++] : []);
            }

            var (version, first, _) = _chunks[start];
            runs.Add(new VectorRun(
                0, version.Document.Id, version.Document.Version, model.Id, first,
                [.. own.Select(vector => vector.Length > 0)], own.Max(vector => vector.Length), [.. own.SelectMany(vector => vector)]));
            start = end;
        }

        return runs;
    }
}
