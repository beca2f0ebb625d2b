using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using ResearchBot.Models.Chat.Http;

namespace ResearchBot.Models.Chat;

/// <summary>How often and how long a model is asked for one answer.</summary>
internal static class ChatAttempts
{
    public const int Retries = 3;

    /// <summary>So many faults in <see cref="Watched"/>, and as many as successes, and the model is left alone for <see cref="Pause"/>.</summary>
    public const int FaultsBeforePause = 8;

    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private static readonly ResiliencePropertyKey<DateTimeOffset> Until = new("until");
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// One deadline around all. A request is made again only while nothing of an answer has been received, after what the endpoint
    /// asked for where that fits the deadline, else a random time that grows.
    /// </summary>
    public static ResiliencePipeline Create(TimeSpan deadline, TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = deadline })
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstDelay,
                ShouldHandle = attempt => ValueTask.FromResult(
                    attempt.Outcome.Exception is EndpointFault { MayPass: true } fault
                    && !(fault.RetryAfter >= attempt.Context.Properties.GetValue(Until, DateTimeOffset.MaxValue) - time.GetUtcNow())),
                DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as EndpointFault)?.RetryAfter),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = FaultsBeforePause,
                SamplingDuration = Watched,
                BreakDuration = Pause,
                ShouldHandle = attempt => ValueTask.FromResult(ChatFaults.IsEndpoints(attempt.Outcome.Exception)),
            })
            .Build();

    /// <summary>Runs one answer through it.</summary>
    public static async Task<T> RunAsync<T>(
        this ResiliencePipeline attempts, DateTimeOffset until, Func<CancellationToken, ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Until, until);
        try
        {
            return await attempts.ExecuteAsync(static (context, ask) => ask(context.CancellationToken), context, ask);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
