using Microsoft.Extensions.Options;
using ResearchBot.Core.Answering.Generation;

namespace ResearchBot.Core.Moderation.Limits;

/// <summary>The one place that bounds concurrent questions: others wait in fair turns, up to the configured number and time.</summary>
public sealed class QuestionQueue(IOptions<LimitsOptions> options, ChatBudget model, TimeProvider time)
{
    private readonly int _atOnce = options.Value.QuestionsAtOnce is > 0 and var most ? Math.Min(most, Width(model)) : Width(model);
    private readonly TimeSpan _patience = TimeSpan.FromSeconds(options.Value.WaitSeconds);
    private readonly FairRotation<TaskCompletionSource> _waiting = new();
    private readonly Lock _turning = new();
    private int _running;

    public int MostWaiting => options.Value.WaitingQuestions;
    public int MostOfWorkspace => options.Value.WaitingQuestionsPerWorkspace;
    public int MostOfPerson => options.Value.WaitingQuestionsPerPerson;

    /// <summary>Waits for a turn; dispose the result to end it.</summary>
    /// <exception cref="UserFacingException">The queue is full, or it waited too long.</exception>
    public async Task<IDisposable> EnterAsync(string workspace, string person, CancellationToken cancellationToken)
    {
        TaskCompletionSource place;
        lock (_turning)
        {
            if (_running < _atOnce)
            {
                _running++;
                return new Turn(this);
            }

            CheckRoom(workspace, person);
            place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add(workspace, person, place);
        }

        try
        {
            await place.Task.WaitAsync(_patience, time, cancellationToken);
        }
        catch (Exception given) when (given is TimeoutException or OperationCanceledException)
        {
            var waited = GiveUp(workspace, person, place); // if not, the turn came at the same moment
            if (given is OperationCanceledException)
            {
                if (!waited)
                {
                    Leave();
                }

                throw;
            }

            if (waited)
            {
                throw new UserFacingException(
                    $"The bot is busy: your question waited {_patience.TotalSeconds:N0} seconds for its turn. Ask again in a minute.");
            }
        }

        return new Turn(this);
    }

    public QueueState StateFor(string workspace, string person)
    {
        lock (_turning)
        {
            return new QueueState(_running, _atOnce, _waiting.Count, _waiting.CountOf(workspace), _waiting.CountOf(workspace, person));
        }
    }

    private void CheckRoom(string workspace, string person)
    {
        if (_waiting.CountOf(workspace, person) >= MostOfPerson)
        {
            throw new UserFacingException(
                $"The bot has {MostOfPerson:N0} of your questions waiting, as many as may. Ask again when one is answered.");
        }

        if (_waiting.CountOf(workspace) >= MostOfWorkspace)
        {
            throw new UserFacingException(
                $"The bot has {MostOfWorkspace:N0} questions of this workspace waiting, as many as may. Ask again in a minute.");
        }

        if (_waiting.Count >= MostWaiting)
        {
            throw new UserFacingException($"The bot has {MostWaiting:N0} questions waiting, as many as may. Ask again in a minute.");
        }
    }

    private bool GiveUp(string workspace, string person, TaskCompletionSource place)
    {
        lock (_turning)
        {
            return _waiting.Remove(workspace, person, place);
        }
    }

    private void Leave()
    {
        lock (_turning)
        {
            if (_waiting.TryTake(out var next))
            {
                next.SetResult(); // this turn is theirs
            }
            else
            {
                _running--;
            }
        }
    }

    /// <summary>More than the processors or the model can handle would only queue up further on, where turns are not fair.</summary>
    private static int Width(ChatBudget model) => Math.Max(Environment.ProcessorCount, model.RequestsAtOnce);

    private sealed class Turn(QuestionQueue queue) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                queue.Leave();
            }
        }
    }
}

/// <summary>Running and waiting questions, overall and of one workspace and person.</summary>
/// <param name="Waiting">Of all workspaces.</param>
public sealed record QueueState(int Running, int AtOnce, int Waiting, int OfWorkspace, int OfPerson);

/// <summary>Round-robin order of keys, each with its waiting items. Every operation takes constant time.</summary>
internal sealed class TurnOrder<TWaiting>
    where TWaiting : class, new()
{
    private readonly LinkedList<(string Key, TWaiting Waiting)> _order = [];
    private readonly Dictionary<string, LinkedListNode<(string Key, TWaiting Waiting)>> _byKey = [];

    /// <summary>The key in turn; null if nobody waits.</summary>
    public TWaiting? First => _order.First?.Value.Waiting;

    /// <summary>A key's waiting items; null if it has none.</summary>
    public TWaiting? Find(string key) => _byKey.GetValueOrDefault(key)?.Value.Waiting;

    /// <summary>A key's waiting items; a new key joins at the end.</summary>
    public TWaiting Join(string key)
    {
        if (!_byKey.TryGetValue(key, out var node))
        {
            node = _order.AddLast((key, new TWaiting()));
            _byKey.Add(key, node);
        }

        return node.Value.Waiting;
    }

    /// <summary>Moves the first key to the end, or removes it if nothing more is waiting.</summary>
    public void EndTurn(bool leaves)
    {
        var first = _order.First!;
        _order.RemoveFirst();
        if (leaves)
        {
            _byKey.Remove(first.Value.Key);
        }
        else
        {
            _order.AddLast(first);
        }
    }

    public void Leave(string key)
    {
        if (_byKey.Remove(key, out var node))
        {
            _order.Remove(node);
        }
    }
}
