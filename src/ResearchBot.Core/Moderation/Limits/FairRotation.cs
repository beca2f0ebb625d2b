using System.Diagnostics.CodeAnalysis;

namespace ResearchBot.Core.Moderation.Limits;

/// <summary>A fair queue: workspaces take turns, within a workspace its persons do, and each person's items are taken in order. Not thread-safe.</summary>
public sealed class FairRotation<T>
{
    private readonly TurnOrder<WaitingWorkspace> _workspaces = new();

    public int Count { get; private set; }

    public int CountOf(string workspace) => _workspaces.Find(workspace)?.Count ?? 0;

    public int CountOf(string workspace, string person) => _workspaces.Find(workspace)?.Persons.Find(person)?.Count ?? 0;

    public void Add(string workspace, string person, T item)
    {
        var waiting = _workspaces.Join(workspace);
        waiting.Persons.Join(person).AddLast(item);
        waiting.Count++;
        Count++;
    }

    /// <summary>Takes the next item in turn; false if nothing waits.</summary>
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

    /// <summary>Removes a waiting item without changing anybody else's turn; false if it is not waiting.</summary>
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
