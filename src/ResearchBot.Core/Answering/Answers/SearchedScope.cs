using ResearchBot.Core.Documents;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering;

/// <summary>What was searched for an answer.</summary>
/// <param name="Workspace">The asker's.</param>
/// <param name="Collections">The names of the collections that held anything.</param>
/// <param name="Documents">How many documents they hold.</param>
/// <param name="Chunks">How many chunks.</param>
public sealed record SearchedScope(string Workspace, IReadOnlyList<string> Collections, int Documents, int Chunks)
{
    /// <summary>Whether a moderator chose which collections are searched there.</summary>
    public bool IsLimited { get; init; }

    /// <summary>Chosen collections that are no longer there.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>Describes a search's scope.</summary>
    public static SearchedScope Of(string workspace, SearchScope scope) =>
        new(workspace, [.. scope.Collections.Select(id => id.Name)], scope.Documents, scope.Chunks);

    /// <summary>The same for other readers: without the collections that they may not read, and then without counts, which would tell of these.</summary>
    public SearchedScope As(ReadScope scope)
    {
        var readable = Collections.Intersect(scope.Collections.Select(id => id.Name)).ToArray();
        return readable.Length == Collections.Count ? this : new SearchedScope(Workspace, readable, Documents: 0, Chunks: 0);
    }
}
