using Dapper;

namespace ResearchBot.Core.Documents;

/// <summary>A list after IN, as one parameter for each element. Dapper's own <c>IN @list</c> is not expanded for PostgreSQL, whose driver takes the
/// list as one array.</summary>
internal sealed class SqlList<T>(string name, IReadOnlyCollection<T> values)
{
    /// <summary>What stands after IN; no element is in an empty list.</summary>
    public override string ToString() =>
        values.Count == 0 ? "(NULL)" : $"({string.Join(", ", Enumerable.Range(0, values.Count).Select(i => $"@{name}{i}"))})";

    /// <summary>A statement's parameters with the list's among them.</summary>
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
