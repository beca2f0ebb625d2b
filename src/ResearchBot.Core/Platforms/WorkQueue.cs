using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Platforms;

/// <summary>The work in progress of a platform run. Events of one message are served in order, different messages concurrently up to a limit; reading stops
/// while too many wait. Shutdown waits for work in progress and leaves the rest, stored in the inbox, to the next process.</summary>
public sealed partial class WorkQueue(int atOnce, int waiting, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan AfterHardStop = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Task, bool> _running = [];
    private readonly Dictionary<string, Task> _turns = [];
    private readonly SemaphoreSlim _room = new(atOnce + waiting);
    private readonly SemaphoreSlim _places = new(atOnce);
    private readonly CancellationTokenSource _hardStop = new();
    private volatile bool _isEnding;

    /// <summary>Whether new events are only stored for the next process.</summary>
    public bool IsEnding => _isEnding;

    /// <summary>Starts something at once.</summary>
    public Task Start(string what, Func<CancellationToken, Task> work) => Track(SafelyAsync(what, work, _hardStop.Token));

    /// <summary>Queues something in order; returns when there is room for the next. Work with a message waits for earlier work on it.</summary>
    /// <param name="message">The message it is about; null if it is about none.</param>
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

    /// <summary>Runs work after everything queued earlier for a message.</summary>
    public Task InTurnAsync(string message, Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        InTurnAsync(TakeTurn(message), work, cancellationToken);

    /// <summary>From now on new events are only stored for the next process.</summary>
    public void KeepForNext() => _isEnding = true;

    /// <summary>Waits for work in progress, then cancels what takes too long.</summary>
    public async Task EndAsync(TimeSpan patience)
    {
        await WaitAsync(patience);
        await _hardStop.CancelAsync();
        await WaitAsync(AfterHardStop);
    }

    /// <summary>Waits until everything received is stored.</summary>
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
            // The rest stays open in the inbox.
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
            // Handed back, so it stays open in the inbox.
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

/// <summary>The most recent ids, for recognising duplicate events; older ones are forgotten.</summary>
public sealed class RecentIds(int most)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _ids = [];
    private readonly Queue<string> _order = new();

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

    public bool Has(string id)
    {
        lock (_lock)
        {
            return _ids.Contains(id);
        }
    }

    /// <summary>Forgets an id, so that it can arrive again.</summary>
    public void Remove(string id)
    {
        lock (_lock)
        {
            _ids.Remove(id); // its place in the order lapses by itself
        }
    }
}
