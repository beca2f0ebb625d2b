namespace ResearchBot.Discord.Gateway;

/// <summary>What outlives a connection, so that the next one can go on where it ended.</summary>
internal sealed class GatewaySession
{
    /// <summary>Two resumes in a row that die before they are done mean that the session is gone, whatever the server says.</summary>
    private const int MostFailedResumes = 2;

    private int _failedResumes;

    /// <summary>Null where there is none to resume.</summary>
    public string? Id { get; private set; }

    /// <summary>Where it is resumed.</summary>
    public Uri? ResumeUrl { get; private set; }

    /// <summary>The newest event that was taken over; null before the first.</summary>
    public long? Sequence { get; set; }

    /// <summary>Whether the next connection can resume.</summary>
    public bool CanResume => Id is not null && ResumeUrl is not null && _failedResumes < MostFailedResumes;

    /// <summary>A session began.</summary>
    public void Begin(string id, Uri resumeUrl)
    {
        (Id, ResumeUrl, _failedResumes) = (id, resumeUrl, 0);
    }

    /// <summary>It was resumed.</summary>
    public void Resumed() => _failedResumes = 0;

    /// <summary>A connection that should have resumed it ended before it did.</summary>
    public void ResumeFailed() => _failedResumes++;

    /// <summary>It is over.</summary>
    public void Drop() => (Id, ResumeUrl, Sequence, _failedResumes) = (null, null, null, 0);
}
