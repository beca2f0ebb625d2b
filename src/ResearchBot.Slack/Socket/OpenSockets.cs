namespace ResearchBot.Slack.Socket;

/// <summary>How many connections this process has, over all its loops.</summary>
internal sealed class OpenSockets
{
    private int _count;

    /// <summary>The number.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>One more.</summary>
    public void Add() => Interlocked.Increment(ref _count);

    /// <summary>One less.</summary>
    public void Remove() => Interlocked.Decrement(ref _count);
}
