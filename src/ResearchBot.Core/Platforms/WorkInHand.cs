using System.Collections.Concurrent;

namespace ResearchBot.Core.Platforms;

/// <summary>The work that runs now, so that an end can wait for it.</summary>
public sealed class WorkInHand
{
    private readonly ConcurrentDictionary<Task, bool> _running = [];

    /// <summary>Starts work that throws nothing.</summary>
    public Task Start(Func<Task> work)
    {
        var task = work();
        if (!task.IsCompleted)
        {
            _running.TryAdd(task, true);
            _ = task.ContinueWith(ended => _running.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return task;
    }

    /// <summary>Waits for what runs, as long as it may take.</summary>
    public async Task EndAsync(TimeSpan patience, TimeProvider time)
    {
        try
        {
            await Task.WhenAll(_running.Keys).WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            // What is left is handed back by whoever asked.
        }
    }
}
