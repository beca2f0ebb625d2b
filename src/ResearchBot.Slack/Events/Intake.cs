using System.Threading.Channels;
using Channel = System.Threading.Channels.Channel;

namespace ResearchBot.Slack.Events;

/// <summary>Acknowledges what came and hands it on, in this order. Both modes go through here.</summary>
internal sealed partial class Intake(EnvelopeQueue queue, EnvelopeAnswers answers, ILogger<Intake> logger)
{
    /// <summary>Takes an envelope over.</summary>
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

/// <summary>What waits between receiving and working. A place is reserved before the acknowledgement and filled after it, so nothing is worked on
/// that was not acknowledged, and nothing is acknowledged and forgotten: what finds no room is acknowledged in time as well, and goes to
/// <see cref="Refused"/>, whose reader tells the person.</summary>
internal sealed class EnvelopeQueue(int capacity = EnvelopeQueue.UsualCapacity)
{
    private const int UsualCapacity = 1_000;
    private const int MostRefused = 200;

    private readonly Channel<SlackEnvelope> _waiting = Channel.CreateUnbounded<SlackEnvelope>(); // bounded by the reservations
    private readonly Channel<SlackEnvelope> _refused = Channel.CreateBounded<SlackEnvelope>(
        new BoundedChannelOptions(MostRefused) { FullMode = BoundedChannelFullMode.DropWrite });

    private int _places = capacity;

    /// <summary>Those that found no room and whose acknowledgement could not say so. A flood drops some of these too.</summary>
    public ChannelReader<SlackEnvelope> Refused => _refused.Reader;

    public int Count => _waiting.Reader.Count;

    public bool TryReserve()
    {
        if (Interlocked.Decrement(ref _places) >= 0)
        {
            return true;
        }

        Release();
        return false;
    }

    /// <summary>Gives a reserved place back: the acknowledgement did not go out.</summary>
    public void Release() => Interlocked.Increment(ref _places);

    public void Add(SlackEnvelope envelope) => _waiting.Writer.TryWrite(envelope);

    public void Refuse(SlackEnvelope envelope) => _refused.Writer.TryWrite(envelope);

    public async Task WaitAsync(CancellationToken cancellationToken) => await _waiting.Reader.WaitToReadAsync(cancellationToken);

    public SlackEnvelope? TryTake()
    {
        if (!_waiting.Reader.TryRead(out var envelope))
        {
            return null;
        }

        Release();
        return envelope;
    }
}

/// <summary>Makes the answer that goes out with an acknowledgement, such as what is wrong with a form. It stands between Slack's three seconds and
/// the acknowledgement, so it waits for nothing: no store, no network.</summary>
/// <returns>Null if the acknowledgement says nothing.</returns>
internal delegate JsonObject? AnswerEnvelope(SlackEnvelope envelope);

internal sealed class EnvelopeAnswers(AnswerEnvelope answer)
{
    public const string Busy = "The bot has too much to do just now, and has not taken this. Try again in a minute.";

    public JsonObject? Of(SlackEnvelope envelope) => envelope.TakesAnswer ? answer(envelope) : null;

    /// <summary>The answer of one that was not taken; null if the acknowledgement cannot say it.</summary>
    public static JsonObject? OfRefused(SlackEnvelope envelope) =>
        envelope is { Kind: EnvelopeKind.SlashCommand, TakesAnswer: true } ? new JsonObject { ["response_type"] = "ephemeral", ["text"] = Busy } : null;
}

/// <summary>Something that happened on Slack, acknowledged already. The same from Socket Mode and from HTTP mode. It may come again: whoever reads it
/// knows an event by its id, and a message by channel and time.</summary>
/// <param name="Payload">As it was sent; a slash command's form fields are an object of texts.</param>
/// <param name="ReceivedAt">A timestamp of the <see cref="TimeProvider"/>.</param>
internal sealed record SlackEnvelope(EnvelopeKind Kind, JsonElement Payload, long ReceivedAt)
{
    /// <summary>How often Slack has sent it before; a first retry has 1.</summary>
    public int RetryAttempt { get; init; }

    /// <summary>Why Slack sent it again, such as <c>timeout</c>; null if it did not.</summary>
    public string? RetryReason { get; init; }

    public bool TakesAnswer { get; init; }
}

internal enum EnvelopeKind
{
    /// <summary>An event: <see cref="Payloads.EventCallback"/>. Slack sends it again where it is not acknowledged.</summary>
    Event,

    /// <summary>A command with a slash: <see cref="Payloads.SlashCommand"/>. It is sent once.</summary>
    SlashCommand,

    /// <summary>A button, a shortcut or a form: <see cref="Payloads.Interaction"/>. It is sent once.</summary>
    Interaction,
}
