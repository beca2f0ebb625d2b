namespace ResearchBot.Core.Workspaces;

/// <summary>What became of a code that was typed.</summary>
public enum LinkOutcome
{
    /// <summary>The tenant belongs to the code's workspace now.</summary>
    Linked,

    /// <summary>There is no such code: never made, used, replaced or too old.</summary>
    Unknown,

    /// <summary>Too many wrong codes came from this tenant; this one was not looked at.</summary>
    TooManyTries,

    /// <summary>The code is that of the tenant's own workspace.</summary>
    Same,

    /// <summary>The tenant is linked to another workspace already.</summary>
    Elsewhere,

    /// <summary>Others are linked to the tenant's own workspace, and would be left alone there.</summary>
    HasOthers,
}
