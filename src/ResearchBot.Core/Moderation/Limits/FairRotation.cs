using System.Diagnostics.CodeAnalysis;

namespace ResearchBot.Core.Moderation.Limits;

/// <summary>What waits, taken in turns: workspaces take turns, within a workspace its persons do, and what one person has waiting is taken in its
/// order. So between two turns of a workspace that waits, every other one has at most one. Not thread-safe.</summary>
/// <typeparam name="T">What waits.</typeparam>
public sealed class FairRotation<T>
{
    private readonly TurnOrder<WaitingWorkspace> _workspaces = new();

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>How many of a workspace wait.</summary>
    public int CountOf(string workspace) => _workspaces.Find(workspace)?.Count ?? 0;

    /// <summary>How many of a person wait.</summary>
    public int CountOf(string workspace, string person) => _workspaces.Find(workspace)?.Persons.Find(person)?.Count ?? 0;

    /// <summary>Adds one behind what the person has waiting.</summary>
    public void Add(string workspace, string person, T item)
    {
        var waiting = _workspaces.Join(workspace);
        waiting.Persons.Join(person).AddLast(item);
        waiting.Count++;
        Count++;
    }

    /// <summary>Takes whose turn it is.</summary>
    /// <returns>False when nothing waits.</returns>
    public bool TryTake([MaybeNullWhen(false)] out T item)
    {
        if (_workspaces.First is not { } workspace)
        {
            item = default;
            return false;
        }

        var person = workspace.Persons.First!;
        item = person.First!.Value;
        person.RemoveFirst();
        workspace.Count--;
        Count--;
        workspace.Persons.EndTurn(leaves: person.Count == 0);
        _workspaces.EndTurn(leaves: workspace.Count == 0);
        return true;
    }

    /// <summary>Takes out one that waits no longer; nobody else's turn changes.</summary>
    /// <returns>False when it does not wait.</returns>
    public bool Remove(string workspace, string person, T item)
    {
        if (_workspaces.Find(workspace) is not { } waiting || waiting.Persons.Find(person) is not { } own || !own.Remove(item))
        {
            return false;
        }

        waiting.Count--;
        Count--;
        if (own.Count == 0)
        {
            waiting.Persons.Leave(person);
        }

        if (waiting.Count == 0)
        {
            _workspaces.Leave(workspace);
        }

        return true;
    }

    private sealed class WaitingWorkspace
    {
        public TurnOrder<LinkedList<T>> Persons { get; } = new();

        public int Count { get; set; }
    }
}
