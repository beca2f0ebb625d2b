using ResearchBot.Core.Search.Embedding;
using ResearchBot.Terminal;

namespace ResearchBot.Models;

/// <summary>Makes missing vectors in a process that was called for something else, which a fault here never fails.</summary>
internal sealed class EmbeddingBeside(EmbeddingPipeline pipeline, EmbeddingWorker worker, OpenEmbeddings open, TimeProvider time)
{
    private const int SmallBacklog = 100;

    private static readonly TimeSpan BeforeQuestion = TimeSpan.FromSeconds(5);

    /// <summary>Makes all vectors after a load, with progress, until somebody stops it.</summary>
    public async Task AfterLoadAsync(bool json, CancellationToken cancellationToken)
    {
        using var progress = new EmbeddingProgressLine(json);
        using var stop = new Interrupt(cancellationToken); // in order, so that the next process need not wait for this one's turn to lapse
        try
        {
            await pipeline.RunAsync(progress, stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            progress.Stop("The documents are loaded. The vectors that are still missing are made by the next load or chat.");
        }
        catch (Exception fault)
        {
            worker.Log(fault, again: null);
        }
    }

    /// <summary>Makes the few missing vectors of a new store, such as those of the seeds, before one question; does nothing if many are
    /// missing.</summary>
    public async Task BeforeQuestionAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(BeforeQuestion, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            if (await pipeline.ProgressAsync(either.Token) is { IsComplete: false } progress && progress.Total - progress.Done <= SmallBacklog)
            {
                await pipeline.TryRunAsync(progress: null, either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The question goes on without.
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            worker.Log(fault, again: null);
        }
    }

    /// <summary>Tells what a person should know at the start; null if nothing is missing.</summary>
    public async Task<string?> NoticeAsync(CancellationToken cancellationToken) => await pipeline.ProgressAsync(cancellationToken) switch
    {
        null => $"Semantic search is off. {open().WhyOff}",
        { IsComplete: false } progress => $"Vectors for semantic search: {progress.Done} of {progress.Total} chunks; the others are made meanwhile.",
        _ => null,
    };
}
