namespace ResearchBot.Core.Embeddings;

/// <summary>Lets questions go first: while one is being answered, no batch of background work begins.</summary>
public sealed class QuestionGate
{
    private readonly Lock _counting = new();
    private int _questions;
    private TaskCompletionSource? _quiet;

    /// <summary>A question begins; it ends with the disposal of what is returned.</summary>
    public IDisposable Enter()
    {
        lock (_counting)
        {
            _questions++;
            _quiet ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return new Question(this);
    }

    /// <summary>Returns when no question is being answered.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _quiet) is { } quiet)
        {
            await quiet.Task.WaitAsync(cancellationToken);
        }
    }

    private void Leave()
    {
        lock (_counting)
        {
            if (--_questions == 0)
            {
                _quiet!.SetResult();
                _quiet = null;
            }
        }
    }

    private sealed class Question(QuestionGate gate) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                gate.Leave();
            }
        }
    }
}
