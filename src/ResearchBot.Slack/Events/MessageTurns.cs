namespace ResearchBot.Slack.Events;

/// <summary>Lets what happens to one message be served one after the other, while other messages go on: asked, edited, deleted.</summary>
internal sealed class MessageTurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task> _last = [];

    /// <summary>Does the work when all that came before it for this message has ended.</summary>
    public async Task RunAsync(string message, Func<Task> work)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_lock)
        {
            before = _last.GetValueOrDefault(message, Task.CompletedTask);
            _last[message] = ended.Task;
        }

        try
        {
            await before;
            await work();
        }
        finally
        {
            lock (_lock)
            {
                if (_last.GetValueOrDefault(message) == ended.Task)
                {
                    _last.Remove(message);
                }
            }

            ended.SetResult();
        }
    }
}
