using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using ResearchBot.Models.Chat;

namespace ResearchBot.Telemetry;

/// <summary>Measures each answer by the names of OpenTelemetry's conventions for generative AI. No text of either side is kept.</summary>
internal sealed class MeasuredChat(IChatClient inner, ChatModelOptions settings, TimeProvider time) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var measure = new ChatMeasure(settings, options, time);
        try
        {
            var response = await InnerClient.GetResponseAsync(messages, options, cancellationToken);
            measure.See(response.ModelId, response.FinishReason, response.Usage);
            return response;
        }
        catch (Exception fault)
        {
            measure.Fail(fault);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var measure = new ChatMeasure(settings, options, time);
        await using var updates = InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await updates.MoveNextAsync())
                {
                    break;
                }
            }
            catch (Exception fault)
            {
                measure.Fail(fault);
                throw;
            }

            var update = updates.Current;
            measure.See(update.ModelId, update.FinishReason, update.Contents.OfType<UsageContent>().FirstOrDefault()?.Details);
            yield return update;
        }
    }
}
