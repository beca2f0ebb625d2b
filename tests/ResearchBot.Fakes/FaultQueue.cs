using System.Collections.Concurrent;

namespace ResearchBot.Fakes;

/// <summary>Faults that wear off: each is taken once, by the first call whose name contains the one it is meant for.</summary>
internal sealed class FaultQueue<TFault>(Func<TFault, string> target)
    where TFault : class
{
    private readonly ConcurrentQueue<TFault> _faults = [];

    public void Add(TFault fault, int times)
    {
        for (; times > 0; times--)
        {
            _faults.Enqueue(fault);
        }
    }

    public TFault? Take(string call)
    {
        for (var left = _faults.Count; left > 0 && _faults.TryDequeue(out var fault); left--)
        {
            if (call.Contains(target(fault), StringComparison.Ordinal))
            {
                return fault;
            }

            _faults.Enqueue(fault);
        }

        return null;
    }
}
