using System.Runtime.InteropServices;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Terminal;

namespace ResearchBot.Models;

/// <summary>Makes vectors beside what a person asked this process to do, and never fails it.</summary>
internal sealed class EmbeddingBeside(EmbeddingPipeline pipeline, EmbeddingWorker worker, OpenEmbeddings open, TimeProvider time)
{
    private const int SmallBacklog = 100;

    private static readonly TimeSpan BeforeQuestion = TimeSpan.FromSeconds(5);

    /// <summary>In a process that was called for a load: all, with progress, until somebody stops it.</summary>
    public async Task AfterLoadAsync(bool json, CancellationToken cancellationToken)
    {
        using var progress = new EmbeddingProgressLine(json);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupted = StopAt(PosixSignal.SIGINT, stop);
        using var terminated = StopAt(PosixSignal.SIGTERM, stop);
        try
        {
            await pipeline.RunAsync(progress, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            progress.Stop("The documents are loaded. The vectors that are still missing are made by the next load or chat.");
        }
        catch (Exception fault)
        {
            worker.Log(fault, again: null);
        }
    }

    /// <summary>In a process that was called for one question: the few chunks of a new store, such as the seeds, or nothing.</summary>
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

    /// <summary>What a person should know at the start; null if nothing lacks.</summary>
    public async Task<string?> NoticeAsync(CancellationToken cancellationToken) => await pipeline.ProgressAsync(cancellationToken) switch
    {
        null => $"Semantic search is off. {open().WhyOff}",
        { IsComplete: false } progress => $"Vectors for semantic search: {progress.Done} of {progress.Total} chunks; the others are made meanwhile.",
        _ => null,
    };

    /// <summary>Ends in order, so that the next process need not wait for this one's turn to lapse.</summary>
    private static PosixSignalRegistration StopAt(PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(signal, received =>
        {
            received.Cancel = true;
            stop.Cancel();
        });
}
