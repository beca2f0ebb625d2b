using System.Threading.Channels;

namespace ResearchBot.Slack.Envelopes;

/// <summary>
/// What waits between receiving and working. A place is reserved before the acknowledgement and filled after it, so nothing is worked
/// on that was not acknowledged, and nothing is acknowledged and forgotten: what finds no room is acknowledged in time as well, and
/// goes to <see cref="Refused"/>, whose reader tells the person.
/// </summary>
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

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Reader.Count;

    /// <summary>Reserves a place; false where there is none.</summary>
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

    /// <summary>Fills a reserved place.</summary>
    public void Add(SlackEnvelope envelope) => _waiting.Writer.TryWrite(envelope);

    /// <summary>Notes one that found no place.</summary>
    public void Refuse(SlackEnvelope envelope) => _refused.Writer.TryWrite(envelope);

    /// <summary>Until one waits.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _waiting.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>The next one; null where none waits.</summary>
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
