namespace ResearchBot.Discord.Gateway;

/// <summary>What follows the end of a connection.</summary>
internal enum NextStep
{
    /// <summary>Go on with the session.</summary>
    Resume,

    /// <summary>Begin a new session.</summary>
    Identify,

    /// <summary>Nothing: only a person can mend it.</summary>
    Stop,
}
