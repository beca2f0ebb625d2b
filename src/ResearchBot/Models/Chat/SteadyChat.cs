using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.AI;
using Polly;
using Polly.Timeout;

namespace ResearchBot.Models.Chat;

/// <summary>
/// Around a provider's client: a deadline for each whole answer, new attempts where they are safe, a pause after repeated faults,
/// so many requests at once, and an end to what does not end.
/// </summary>
/// <exception cref="ModelFaultException">Whatever went wrong, but for the caller's own cancellation.</exception>
internal sealed class SteadyChat(IChatClient inner, string name, ChatModelOptions settings, TimeProvider time) : DelegatingChatClient(inner)
{
    private readonly ChatFaults _faults = new(name, settings);
    private readonly TimeSpan _deadline = TimeSpan.FromSeconds(settings.DeadlineSeconds);
    private readonly ResiliencePipeline _attempts = ChatAttempts.Create(TimeSpan.FromSeconds(settings.DeadlineSeconds), time);
    private readonly SemaphoreSlim _free = new(settings.RequestsAtOnce);

    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(
            async attempt =>
            {
                var response = await InnerClient.GetResponseAsync(messages, Limited(options), attempt);
                var end = new AnswerEnd(_faults, settings.LongestOutputTokens);
                var updates = response.ToChatResponseUpdates().TakeWhile(update => !end.IsReached).Select(end.Take).ToArray();
                end.Check();
                return end.IsReached ? updates.ToChatResponse() : response;
            },
            cancellationToken);

    /// <inheritdoc/>
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

    /// <inheritdoc/>
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
                    await foreach (var update in InnerClient.GetStreamingResponseAsync(messages, Limited(options), attempt))
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
        try
        {
            return await _attempts.RunAsync(time.GetUtcNow() + _deadline, attempt => AttemptAsync(ask, attempt, caller), caller);
        }
        catch (Exception) when (caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(caller);
        }
        catch (Exception fault)
        {
            throw _faults.Explain(fault);
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

    private ChatOptions Limited(ChatOptions? options)
    {
        var limited = options?.Clone() ?? new ChatOptions();
        limited.MaxOutputTokens = Math.Min(limited.MaxOutputTokens ?? int.MaxValue, settings.LongestOutputTokens);
        return limited;
    }
}
