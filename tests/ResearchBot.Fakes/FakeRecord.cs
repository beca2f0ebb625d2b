using System.Collections;
using System.Collections.Immutable;

namespace ResearchBot.Fakes;

/// <summary>What happened at a fake, for asserts. Lists may be read at any time.</summary>
public abstract class FakeRecord<TRecord>
    where TRecord : FakeRecord<TRecord>
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The names of what happened, in order.</summary>
    public Entries<string> Events { get; } = new();

    /// <summary>Waits until the condition holds; it is asked again after each thing that happens.</summary>
    public async Task UntilAsync(Func<TRecord, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = Volatile.Read(ref _next).Task;
            if (condition((TRecord)this))
            {
                return;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    internal void Happened(string what)
    {
        Events.Add(what);
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}

/// <summary>A list that only grows and can be read while it does.</summary>
public sealed class Entries<T> : IReadOnlyList<T>
{
    private ImmutableList<T> _items = [];

    public int Count => _items.Count;

    public T this[int index] => _items[index];

    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(T item) => ImmutableInterlocked.Update(ref _items, items => items.Add(item));
}
