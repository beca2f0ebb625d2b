namespace ResearchBot.Discord.Gateway;

/// <summary>The heartbeat of one connection. Its state ends with that connection.</summary>
/// <param name="send">Sends a heartbeat.</param>
/// <param name="time">The clock.</param>
/// <param name="random">For the first beat, so that many clients do not beat as one.</param>
internal sealed class Heartbeat(Func<CancellationToken, Task> send, TimeProvider time, Random random)
{
    private volatile bool _acknowledged = true;
    private volatile bool _readingIsHeld;

    /// <summary>Whether a beat stayed without acknowledgement.</summary>
    public bool IsDead { get; private set; }

    /// <summary>The server acknowledged a beat.</summary>
    public void Acknowledge() => _acknowledged = true;

    /// <summary>Says that nothing is read for now, since the queue is full: then a missing acknowledgement means nothing.</summary>
    public void HoldReading(bool held)
    {
        _readingIsHeld = held;
        _acknowledged = true;
    }

    /// <summary>Beats until it is cancelled, or until a beat stays without acknowledgement: then the connection is dead.</summary>
    public async Task RunAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        await Task.Delay(interval * random.NextDouble(), time, cancellationToken);
        while (true)
        {
            _acknowledged = false;
            var sent = send(cancellationToken);
            await Task.Delay(interval, time, cancellationToken);
            if (!sent.IsCompletedSuccessfully || (!_acknowledged && !_readingIsHeld))
            {
                IsDead = true; // a frozen connection may also never take the beat
                return;
            }
        }
    }
}
