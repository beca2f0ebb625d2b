namespace ResearchBot.Slack.Web;

/// <summary>The calls of one method, or of one method and channel: they wait here as Slack asks.</summary>
internal sealed class CallLine(int atOnce)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _openAt;

    /// <summary>Whose turn it is.</summary>
    public SemaphoreSlim Turn { get; } = new(atOnce);

    /// <summary>Whether it was swept: then the caller asks for a new one.</summary>
    public bool IsRetired { get; set; }

    /// <summary>How long nothing may be sent; negative where something may.</summary>
    public TimeSpan Wait(TimeProvider time)
    {
        lock (_lock)
        {
            return _openAt - time.GetUtcNow();
        }
    }

    /// <summary>Sends nothing for a while.</summary>
    public void Close(TimeSpan pause, TimeProvider time)
    {
        lock (_lock)
        {
            var until = time.GetUtcNow() + pause;
            _openAt = until > _openAt ? until : _openAt;
        }
    }
}
