using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Search.Embedding;

/// <summary>Runs the pipeline in the background of a long-running process.</summary>
public sealed partial class EmbeddingWorker(
    OpenEmbeddings open, EmbeddingPipeline pipeline, ChangeFeed changes, TimeProvider time, ILogger<EmbeddingWorker> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(10);

    /// <summary>Embeds existing and new chunks until cancelled. Faults are logged and retried with growing delays.</summary>
    public async Task RunAsync(IProgress<EmbeddingProgress>? progress, CancellationToken cancellationToken)
    {
        var settled = -1L;
        var failures = 0;
        while (open().Model is not null)
        {
            var pause = Pause;
            try
            {
                var now = await changes.LastSequenceAsync(cancellationToken);
                if (now != settled && await pipeline.TryRunAsync(progress, cancellationToken))
                {
                    settled = now;
                    failures = 0;
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                pause = Backoff(failures++, (fault as EmbeddingFaultException)?.RetryAfter);
                Log(fault, pause);
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    public void Log(Exception fault, TimeSpan? again) => LogFault(
        fault is EmbeddingFaultException ? fault.InnerException : fault, RandomNumberGenerator.GetHexString(8, lowercase: true), fault.Message, again is null ? "with the next call" : $"in {again.Value.TotalSeconds:0} s");

    private static TimeSpan Backoff(int failures, TimeSpan? asked)
    {
        var own = TimeSpan.FromTicks(Math.Min(LongestBackoff.Ticks, FirstBackoff.Ticks << Math.Min(failures, 10)));
        return asked > own ? asked.Value : own;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Failure {Id}: no vectors are made ({Explanation}); it is tried again {When}")]
    private partial void LogFault(Exception? fault, string id, string explanation, string when);
}
