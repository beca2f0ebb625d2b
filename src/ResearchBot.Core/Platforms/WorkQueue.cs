using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Platforms;

/// <summary>What a platform has in hand in one run. What happens to one message is served in its order, other messages go on meanwhile; a few are
/// served at once, and where too many wait no more are taken. An end waits for what is in hand, and leaves the rest to the next process: it is kept
/// in the inbox.</summary>
public sealed partial class WorkQueue(int atOnce, int waiting, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan AfterHardStop = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Task, bool> _running = [];
    private readonly Dictionary<string, Task> _turns = [];
    private readonly SemaphoreSlim _room = new(atOnce + waiting);
    private readonly SemaphoreSlim _places = new(atOnce);
    private readonly CancellationTokenSource _hardStop = new();
    private volatile bool _isEnding;

    /// <summary>Whether what comes now is only kept, for the next process to serve.</summary>
    public bool IsEnding => _isEnding;

    /// <summary>Begins something at once.</summary>
    public Task Start(string what, Func<CancellationToken, Task> work) => Track(SafelyAsync(what, work, _hardStop.Token));

    /// <summary>Takes something in order. Returns when there is room for the next.</summary>
    /// <param name="what">Names it in the log.</param>
    /// <param name="message">The message that it is about, whose earlier affairs come first; null where it is about none.</param>
    /// <param name="work">What is done.</param>
    public async Task QueueAsync(string what, string? message, Func<CancellationToken, Task> work)
    {
        var takesPlace = !_isEnding; // what comes at the end is only kept, beside what still runs
        if (takesPlace)
        {
            await _room.WaitAsync(CancellationToken.None);
        }

        var turn = message is null ? null : TakeTurn(message);
        _ = Track(Task.Run(() => takesPlace ? InPlaceAsync(what, turn, work) : ServeAsync(what, turn, work)));
    }

    /// <summary>Does something when all that came before it for a message is done.</summary>
    public Task InTurnAsync(string message, Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        InTurnAsync(TakeTurn(message), work, cancellationToken);

    /// <summary>From now on what comes is kept for the next process.</summary>
    public void KeepForNext() => _isEnding = true;

    /// <summary>Lets what is in hand finish; what takes too long is broken off.</summary>
    public async Task EndAsync(TimeSpan patience)
    {
        await WaitAsync(patience);
        await _hardStop.CancelAsync();
        await WaitAsync(AfterHardStop);
    }

    /// <summary>Waits until what came last is kept.</summary>
    public Task DrainAsync() => Task.WhenAll(_running.Keys);

    public void Dispose()
    {
        _hardStop.Dispose();
        _places.Dispose();
        _room.Dispose();
    }

    private async Task InPlaceAsync(string what, Turn? turn, Func<CancellationToken, Task> work)
    {
        await _places.WaitAsync(CancellationToken.None);
        try
        {
            await ServeAsync(what, turn, work);
        }
        finally
        {
            _places.Release();
            _room.Release();
        }
    }

    private Task ServeAsync(string what, Turn? turn, Func<CancellationToken, Task> work) => SafelyAsync(
        what, turn is null ? work : stop => InTurnAsync(turn, work, stop), _isEnding ? CancellationToken.None : _hardStop.Token);

    private static async Task InTurnAsync(Turn turn, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await turn.Before;
            await work(cancellationToken);
        }
        finally
        {
            turn.End();
        }
    }

    private Turn TakeTurn(string message)
    {
        lock (_turns)
        {
            var turn = new Turn(this, message, _turns.GetValueOrDefault(message, Task.CompletedTask));
            _turns[message] = turn.Ended;
            return turn;
        }
    }

    private Task Track(Task task)
    {
        if (!task.IsCompleted)
        {
            _running.TryAdd(task, true);
            _ = task.ContinueWith(ended => _running.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return task;
    }

    private async Task WaitAsync(TimeSpan patience)
    {
        try
        {
            await DrainAsync().WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            // What is left is open in the inbox.
        }
    }

    private async Task SafelyAsync(string what, Func<CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            await work(stop);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !_hardStop.IsCancellationRequested)
        {
            LogFault(fault, what);
        }
        catch (OperationCanceledException)
        {
            // Handed back: it is open in the inbox.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{What} could not be served")]
    private partial void LogFault(Exception fault, string what);

    private sealed class Turn(WorkQueue queue, string message, Task before)
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Before => before;

        public Task Ended => _ended.Task;

        public void End()
        {
            lock (queue._turns)
            {
                if (queue._turns.GetValueOrDefault(message) == Ended)
                {
                    queue._turns.Remove(message);
                }
            }

            _ended.TrySetResult();
        }
    }
}

/// <summary>The ids that were seen last, so that an event that comes twice is taken once; older ones are forgotten.</summary>
public sealed class RecentIds(int most)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = [];
    private readonly Queue<string> _order = new();

    /// <summary>Notes an id.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(string id)
    {
        lock (_lock)
        {
            if (!_ids.Add(id))
            {
                return false;
            }

            _order.Enqueue(id);
            if (_order.Count > most)
            {
                _ids.Remove(_order.Dequeue());
            }

            return true;
        }
    }

    /// <summary>Whether an id was noted.</summary>
    public bool Has(string id)
    {
        lock (_lock)
        {
            return _ids.Contains(id);
        }
    }

    /// <summary>Forgets an id, so that it can come again.</summary>
    public void Remove(string id)
    {
        lock (_lock)
        {
            _ids.Remove(id); // its place in the order lapses by itself
        }
    }
}
