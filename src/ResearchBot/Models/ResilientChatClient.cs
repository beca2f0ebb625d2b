using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using ResearchBot.Core.Answering.Generation;

namespace ResearchBot.Models;

/// <summary>Around a provider's client: a deadline for each whole answer, new attempts where they are safe, a pause after repeated faults, so many
/// requests at once, and an end to what does not end.</summary>
/// <exception cref="ModelFaultException">Whatever went wrong, but for the caller's own cancellation.</exception>
internal sealed class ResilientChatClient(IChatClient inner, ChatModelOptions settings, TimeProvider time) : DelegatingChatClient(inner)
{
    public const int Retries = 3;

    /// <summary>So many faults in <see cref="Watched"/>, and as many as successes, and the model is left alone for <see cref="Pause"/>.</summary>
    public const int FaultsBeforePause = 8;

    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private static readonly ResiliencePropertyKey<DateTimeOffset> Until = new("until");
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);

    private readonly ChatFaults _faults = new(settings);
    private readonly TimeSpan _deadline = TimeSpan.FromSeconds(settings.DeadlineSeconds);
    private readonly ResiliencePipeline _attempts = CreateAttempts(TimeSpan.FromSeconds(settings.DeadlineSeconds), time);
    private readonly SemaphoreSlim _free = new(settings.RequestsAtOnce);

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(
            async attempt =>
            {
                var response = await InnerClient.GetResponseAsync(messages, options, attempt);
                var end = new AnswerEnd(_faults, settings.LongestOutputTokens);
                var updates = response.ToChatResponseUpdates().TakeWhile(update => !end.IsReached).Select(end.Take).ToArray();
                end.Check();
                return end.IsReached ? updates.ToChatResponse() : response;
            },
            cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Between the two, so that the deadline runs however slowly the updates are taken.
        var updates = Channel.CreateUnbounded<ChatResponseUpdate>();
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answering = StreamAsync([.. messages], options, updates.Writer, left.Token);
        try
        {
            await foreach (var update in updates.Reader.ReadAllAsync(CancellationToken.None))
            {
                yield return update;
            }

            try
            {
                await answering;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }
        finally
        {
            await left.CancelAsync();
            await ((Task)answering).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _free.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task StreamAsync(
        ChatMessage[] messages, ChatOptions? options, ChannelWriter<ChatResponseUpdate> writer, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(
                async attempt =>
                {
                    var end = new AnswerEnd(_faults, settings.LongestOutputTokens);
                    await foreach (var update in InnerClient.GetStreamingResponseAsync(messages, options, attempt))
                    {
                        await writer.WriteAsync(end.Take(update), attempt);
                        if (end.IsReached)
                        {
                            break;
                        }
                    }

                    end.Check();
                    return true;
                },
                cancellationToken);
        }
        finally
        {
            writer.Complete();
        }
    }

    private async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken caller)
    {
        var context = ResilienceContextPool.Shared.Get(caller);
        context.Properties.Set(Until, time.GetUtcNow() + _deadline);
        try
        {
            return await _attempts.ExecuteAsync(async context => await AttemptAsync(ask, context.CancellationToken, caller), context);
        }
        catch (Exception) when (caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(caller);
        }
        catch (Exception fault)
        {
            throw _faults.Explain(fault);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<T> AttemptAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken attempt, CancellationToken caller)
    {
        try
        {
            await _free.WaitAsync(attempt);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            throw _faults.Busy();
        }

        try
        {
            return await ask(attempt);
        }
        catch (Exception) when (attempt.IsCancellationRequested && !caller.IsCancellationRequested)
        {
            throw new TimeoutRejectedException(); // here, so that it counts as a fault of the model
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>One deadline around all. A request is made again only while nothing of an answer has been received, after what the endpoint asked for
    /// if that fits the deadline, else a random time that grows.</summary>
    private static ResiliencePipeline CreateAttempts(TimeSpan deadline, TimeProvider time) =>
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

    /// <summary>Follows one answer to its end, and ends it where the model does not.</summary>
    private sealed class AnswerEnd(ChatFaults faults, int longestOutputTokens)
    {
        private const int MostCharactersOfToken = 10;

        private long _left = (long)longestOutputTokens * MostCharactersOfToken;
        private bool _isAny;
        private bool _isRefused;
        private ChatFinishReason? _reason;

        /// <summary>Whether the answer is as long as it may be, and nothing more is taken.</summary>
        public bool IsReached => _left <= 0;

        /// <summary>Takes the next piece; the last one that it takes is cut and says so.</summary>
        public ChatResponseUpdate Take(ChatResponseUpdate update)
        {
            var text = update.Text;
            _isAny |= !string.IsNullOrWhiteSpace(text);
            _isRefused |= update.Contents.OfType<ErrorContent>().Any() || update.FinishReason == ChatFinishReason.ContentFilter;
            _reason = update.FinishReason ?? _reason;
            if (text.Length >= _left)
            {
                update = new ChatResponseUpdate(update.Role, text[..(int)_left]) { ModelId = update.ModelId, FinishReason = _reason = ChatFinishReason.Length };
                _left = 0;
            }
            else
            {
                _left -= text.Length;
            }

            return update;
        }

        /// <summary>At the end: whether there was an answer.</summary>
        public void Check()
        {
            if (_isRefused)
            {
                throw faults.Refused();
            }

            if (_reason is null)
            {
                throw _isAny ? new EndOfStreamException("The end is missing.") : new JsonException("Nothing came.");
            }

            if (!_isAny)
            {
                throw faults.Empty(_reason == ChatFinishReason.Length);
            }
        }
    }
}
