namespace ResearchBot.Core.Platforms;

/// <summary>Lets what happens to one message be served in its order, while other messages go on: asked, edited, deleted.</summary>
public sealed class MessageTurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task> _last = [];

    /// <summary>Takes the next turn of a message. Whoever has it waits for its beginning, and disposes of it at the end.</summary>
    public Turn Take(string message)
    {
        lock (_lock)
        {
            var turn = new Turn(this, message, _last.GetValueOrDefault(message, Task.CompletedTask));
            _last[message] = turn.Ended;
            return turn;
        }
    }

    private void Forget(Turn turn)
    {
        lock (_lock)
        {
            if (_last.GetValueOrDefault(turn.Message) == turn.Ended)
            {
                _last.Remove(turn.Message);
            }
        }
    }

    /// <summary>A turn.</summary>
    public sealed class Turn(MessageTurns turns, string message, Task before) : IDisposable
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Whose it is.</summary>
        public string Message => message;

        /// <summary>When those before it ended.</summary>
        public Task Begun => before;

        internal Task Ended => _ended.Task;

        /// <inheritdoc/>
        public void Dispose()
        {
            turns.Forget(this);
            _ended.TrySetResult();
        }
    }
}
