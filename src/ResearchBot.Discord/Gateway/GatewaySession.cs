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

    /// <summary>Null if there is none to resume.</summary>
    public string? Id { get; private set; }

    public Uri? ResumeUrl { get; private set; }

    /// <summary>The newest event that was taken over; null before the first.</summary>
    public long? Sequence { get; private set; }

    public bool CanResume => Id is not null && ResumeUrl is not null && _failed < MostFailed && _unsent < MostUnsent;

    public void Begin(string id, Uri resumeUrl)
    {
        (Id, ResumeUrl) = (id, resumeUrl);
        Resumed();
    }

    public void Resumed() => (_failed, _unsent) = (0, 0);

    /// <summary>A connection that should have resumed it ended before it did.</summary>
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

    public void Drop()
    {
        (Id, ResumeUrl, Sequence) = (null, null, null);
        Resumed();
    }
}

/// <summary>How a connection ended, and what comes next.</summary>
internal sealed record ConnectionEnd(NextStep Next, string Reason)
{
    public bool WasGreeted { get; init; }
    public TimeSpan? ReadyFor { get; init; }
    public TimeSpan AtLeast { get; init; }
}

/// <summary>What follows the end of a connection.</summary>
internal enum NextStep
{
    Resume,

    Identify,

    /// <summary>Nothing: only a person can mend it.</summary>
    Stop,
}

/// <summary>What Discord's close codes ask of a client.</summary>
internal static class GatewayCloseCodes
{
    /// <summary>Sent by us where the session shall live on: 1000 and 1001 would end it.</summary>
    public const int Resumable = 4900;

    /// <summary>What comes after a close by Discord.</summary>
    public static NextStep After(int? code) => code switch
    {
        4004 or 4010 or 4011 or 4012 or 4013 or 4014 => NextStep.Stop,
        4007 or 4009 or 1000 => NextStep.Identify,
        _ => NextStep.Resume,
    };

    /// <summary>The least wait after a close by Discord.</summary>
    public static TimeSpan Pause(int? code) => code == 4008 ? TimeSpan.FromSeconds(10) : TimeSpan.Zero;

    public static string Explain(int code) => code switch
    {
        4004 => "Discord refuses the token. Set Discord__Token to the one that the developer portal shows.",
        4010 or 4011 => "Discord wants other shards. Set Discord__Shards to 0, which asks it how many.",
        4012 => "Discord no longer speaks this version of the gateway. Install a newer version of this program.",
        4013 => "Discord does not know what this version asks to hear. Install a newer version of this program.",
        4014 => "The application may not read message content. Switch “Message Content Intent” on in the developer portal, or set Discord__MessageContent to false.",
        _ => $"Discord closed the connection with {code}, which no new attempt can mend.",
    };
}
