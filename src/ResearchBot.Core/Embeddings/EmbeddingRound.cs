using System.Threading.Channels;
using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Embeddings;

/// <summary>Makes the vectors that some documents lack: one reads and cuts batches, several embed and store them.</summary>
internal sealed class EmbeddingRound(
    EmbeddingModel model, VectorCheck check, VectorStore store, ChangeFeed changes, EmbeddingTurn turn, QuestionGate gate, TimeProvider time)
    : IDisposable
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);

    private readonly Channel<EmbeddingBatch> _batches = Channel.CreateBounded<EmbeddingBatch>(model.Limits.Workers);
    private readonly SemaphoreSlim _saving = new(1); // the store has one writer; waiting here is cheaper than there
    private long _renewed = time.GetTimestamp();

    /// <summary>Runs until these documents lack nothing, or the first fault.</summary>
    /// <param name="documents">Ids; gone ones are passed over.</param>
    /// <param name="stored">Told of each batch, after it is committed and synced; never two at once.</param>
    /// <param name="cancellationToken">Stops at the batches in hand; what was stored stays.</param>
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
