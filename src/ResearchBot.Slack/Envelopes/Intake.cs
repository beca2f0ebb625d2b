using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Slack.Envelopes;

/// <summary>Acknowledges what came and hands it on, in this order. Both modes go through here.</summary>
internal sealed partial class Intake(EnvelopeQueue queue, EnvelopeAnswers answers, ILogger<Intake> logger)
{
    /// <summary>Takes an envelope over.</summary>
    /// <param name="envelope">What came.</param>
    /// <param name="acknowledgeAsync">Sends the acknowledgement with its answer, if it has one. Where it throws, the envelope was not taken: Slack sends events again, and tells people itself that their command failed.</param>
    public async Task TakeAsync(SlackEnvelope envelope, Func<JsonObject?, Task> acknowledgeAsync)
    {
        if (!queue.TryReserve())
        {
            LogFull(envelope.Kind);
            var refusal = EnvelopeAnswers.OfRefused(envelope);
            await acknowledgeAsync(refusal);
            if (refusal is null)
            {
                queue.Refuse(envelope);
            }

            return;
        }

        try
        {
            await acknowledgeAsync(Answer(envelope));
        }
        catch
        {
            queue.Release();
            throw;
        }

        queue.Add(envelope);
    }

    private JsonObject? Answer(SlackEnvelope envelope)
    {
        try
        {
            return answers.Of(envelope);
        }
        catch (Exception fault)
        {
            LogNoAnswer(fault, envelope.Kind); // a fault here must not cost the acknowledgement
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack: the queue is full; an envelope ({Kind}) is acknowledged and refused")]
    private partial void LogFull(EnvelopeKind kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "Slack: the answer to an envelope ({Kind}) failed; it is acknowledged without one")]
    private partial void LogNoAnswer(Exception fault, EnvelopeKind kind);
}
