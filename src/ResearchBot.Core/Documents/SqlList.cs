using Dapper;

namespace ResearchBot.Core.Documents;

/// <summary>A list after IN with one parameter per element. Dapper's own <c>IN @list</c> is not expanded for PostgreSQL, whose driver takes the list as one
/// array.</summary>
internal sealed class SqlList<T>(string name, IReadOnlyCollection<T> values)
{
    /// <summary>The text after IN; matches nothing if the list is empty.</summary>
    public override string ToString() =>
        values.Count == 0 ? "(NULL)" : $"({string.Join(", ", Enumerable.Range(0, values.Count).Select(i => $"@{name}{i}"))})";

    /// <summary>A statement's parameters including the list's.</summary>
    public DynamicParameters With(object others)
    {
        var all = others as DynamicParameters ?? new DynamicParameters(others);
        foreach (var (i, value) in values.Index())
        {
            all.Add($"{name}{i}", value);
        }

        return all;
    }
}
