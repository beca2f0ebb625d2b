using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ResearchBot.Models;

/// <summary>How often and how long an endpoint is asked.</summary>
internal static class EndpointAttempts
{
    private const int Retries = 4;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>Each attempt has its deadline; between two stands what the endpoint asked for, else a random time that grows.</summary>
    public static ResiliencePipeline Create(EndpointFaults faults, TimeSpan deadline, TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                ShouldHandle = attempt => ValueTask.FromResult(faults.MayPass(attempt.Outcome.Exception)),
                DelayGenerator = attempt => ValueTask.FromResult(faults.RetryAfter(attempt.Outcome.Exception)),
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = deadline })
            .Build();
}
