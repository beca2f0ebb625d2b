using System.Collections;
using System.Collections.Immutable;

namespace ResearchBot.FakeSlack.Control;

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
