namespace ResearchBot.Core.Search.Embedding;

/// <summary>Makes the vectors of all chunks that lack one. It can be stopped at any moment without losing stored work, runs beside searches and
/// gives way to questions.</summary>
public sealed class EmbeddingPipeline(
    OpenEmbeddings open, VectorStore store, EmbeddingTurn turn, ChangeFeed changes, QuestionGate gate, Database database, TimeProvider time)
{
    private const int DocumentsPerRound = 1024;
    private static readonly TimeSpan OthersTurn = TimeSpan.FromSeconds(1);

    /// <summary>Progress of this installation's vectors; null if semantic search is off.</summary>
    public async Task<EmbeddingProgress?> ProgressAsync(CancellationToken cancellationToken) =>
        open().Model is { } model ? (await store.ProgressAsync(model.Id, cancellationToken))[model.Id] : null;

    /// <summary>Runs until no chunk lacks a vector. If another process is making them, waits for it.</summary>
    /// <param name="progress">Reported at the start and after each batch.</param>
    /// <exception cref="EmbeddingFaultException">The model returns no usable vectors.</exception>
    public async Task RunAsync(IProgress<EmbeddingProgress>? progress, CancellationToken cancellationToken)
    {
        while (open().Model is not null && !await TryRunAsync(progress, cancellationToken))
        {
            if (await ProgressAsync(cancellationToken) is { } elsewhere)
            {
                progress?.Report(elsewhere);
            }

            await Task.Delay(OthersTurn, time, cancellationToken);
        }
    }

    /// <summary>The same, unless another process is making them.</summary>
    /// <returns>Whether this process did the work.</returns>
    /// <exception cref="EmbeddingFaultException">The model returns no usable vectors.</exception>
    public async Task<bool> TryRunAsync(IProgress<EmbeddingProgress>? progress, CancellationToken cancellationToken)
    {
        if (open().Model is not { } model || !await turn.TakeAsync(cancellationToken))
        {
            return false;
        }

        try
        {
            await FillAsync(model, progress, cancellationToken);
            await turn.NoteAsync(fault: null, cancellationToken);
            return true;
        }
        catch (EmbeddingFaultException fault)
        {
            await turn.NoteAsync(fault.Message, cancellationToken);
            throw;
        }
        finally
        {
            await turn.EndAsync();
        }
    }

    private async Task FillAsync(EmbeddingModel model, IProgress<EmbeddingProgress>? progress, CancellationToken cancellationToken)
    {
        var check = new VectorCheck(model, model.Dimensions ?? await store.FindDimensionsAsync(model.Id, cancellationToken));
        var sweep = new VectorSweep(database);
        await sweep.DeleteOutdatedAsync(cancellationToken);
        while (true)
        {
            var now = (await store.ProgressAsync(model.Id, cancellationToken))[model.Id];
            progress?.Report(now);
            var lacking = await store.FindLackingAsync(model.Id, DocumentsPerRound, cancellationToken);
            var before = now.Done;
            using var round = new EmbeddingRound(model, check, store, changes, turn, gate, time);
            await round.RunAsync(
                lacking,
                runs =>
                {
                    now = now with { Done = now.Done + runs.Sum(run => run.Present.Count), Vectors = now.Vectors + runs.Sum(run => run.Present.Count(one => one)) };
                    progress?.Report(now);
                },
                cancellationToken);
            if (lacking.Count == 0 || now.Done == before)
            {
                break; // nothing lacks, or nothing that did is there any more
            }
        }

        if ((await store.ProgressAsync(model.Id, cancellationToken))[model.Id].IsComplete)
        {
            await sweep.DeleteOthersAsync(model.Id, cancellationToken);
        }
    }
}

/// <summary>Embedding progress of one model.</summary>
/// <param name="Vectors">Chunks that have a vector; the remaining ones of <paramref name="Done"/> are in languages that the model does not support.</param>
public sealed record EmbeddingProgress(long Done, long Total, long Vectors)
{
    public bool IsComplete => Done >= Total;
}
