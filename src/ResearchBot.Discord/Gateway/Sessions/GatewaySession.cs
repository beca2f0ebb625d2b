namespace ResearchBot.Discord.Gateway;

/// <summary>What outlives a connection, so that the next one can go on where it ended.</summary>
internal sealed class GatewaySession
{
    /// <summary>Two resumes in a row that die before they are done mean that the session is gone, whatever the server says.</summary>
    private const int MostFailed = 2;

    /// <summary>An outage must not cost a session, but its address may be gone for good.</summary>
    private const int MostUnsent = 5;

    private int _failed;
    private int _unsent;

    /// <summary>Null where there is none to resume.</summary>
    public string? Id { get; private set; }

    /// <summary>Where it is resumed.</summary>
    public Uri? ResumeUrl { get; private set; }

    /// <summary>The newest event that was taken over; null before the first.</summary>
    public long? Sequence { get; private set; }

    /// <summary>Whether the next connection can resume.</summary>
    public bool CanResume => Id is not null && ResumeUrl is not null && _failed < MostFailed && _unsent < MostUnsent;

    /// <summary>A session began.</summary>
    public void Begin(string id, Uri resumeUrl)
    {
        (Id, ResumeUrl) = (id, resumeUrl);
        Resumed();
    }

    /// <summary>It was resumed.</summary>
    public void Resumed() => (_failed, _unsent) = (0, 0);

    /// <summary>A connection that should have resumed it ended before it did.</summary>
    /// <param name="wasSent">Whether the resume was sent.</param>
    public void ResumeFailed(bool wasSent)
    {
        _failed += wasSent ? 1 : 0;
        _unsent += wasSent ? 0 : 1;
    }

    /// <summary>An event was taken over. A replay may bring older ones again.</summary>
    public void Took(long? sequence)
    {
        if (sequence > (Sequence ?? -1))
        {
            Sequence = sequence;
        }
    }

    /// <summary>It is over.</summary>
    public void Drop()
    {
        (Id, ResumeUrl, Sequence) = (null, null, null);
        Resumed();
    }
}
