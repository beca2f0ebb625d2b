using System.Runtime.InteropServices;

namespace ResearchBot.Terminal;

/// <summary>Ctrl-C, or a request to end, while something is done that ends in order: a load stops after the file in hand.</summary>
internal sealed class Interrupt : IDisposable
{
    private static int _waiting;

    private readonly CancellationTokenSource _source;
    private readonly PosixSignalRegistration[] _signals;

    public Interrupt(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, received =>
        {
            received.Cancel = true;
            _source.Cancel();
        }))];
    }

    /// <summary>Whether something ends in order at the signal, and not the process.</summary>
    public static bool IsAwaited => Volatile.Read(ref _waiting) > 0;

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _source.Dispose();
        Interlocked.Decrement(ref _waiting);
    }
}
