namespace ResearchBot.Core.Limits;

/// <summary>
/// How many questions there were in the current window of time, which begins at a whole minute or day of UTC. A new window forgets
/// everybody, so it holds no more than those who asked in it. Not thread-safe.
/// </summary>
internal sealed class UseCounts(TimeSpan window, TimeProvider time)
{
    private readonly Dictionary<(LimitSubject Kind, string Workspace, string Id), int> _used = [];
    private DateTimeOffset _began;

    /// <summary>How long a window is.</summary>
    public TimeSpan Window => window;

    /// <summary>When the current one began.</summary>
    public DateTimeOffset Began
    {
        get
        {
            var now = time.GetUtcNow();
            var began = now.AddTicks(-(now.Ticks % window.Ticks));
            if (began != _began)
            {
                _used.Clear();
                _began = began;
            }

            return began;
        }
    }

    /// <summary>How many somebody had; null when nothing is known of them.</summary>
    public int? Of((LimitSubject Kind, string Workspace, string Id) whose)
    {
        _ = Began;
        return _used.TryGetValue(whose, out var used) ? used : null;
    }

    /// <summary>Sets what somebody had.</summary>
    public void Set((LimitSubject Kind, string Workspace, string Id) whose, int used) => _used[whose] = used;
}
