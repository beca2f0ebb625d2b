namespace ResearchBot.Core.Retention;

/// <summary>What has a time of its own for being kept.</summary>
public enum RetentionKind
{
    /// <summary>Questions with their answers.</summary>
    Questions,

    /// <summary>Who did what.</summary>
    Audit,

    /// <summary>What the bot has said by itself, or was to say, and what it was handed to reply to.</summary>
    Notices,

    /// <summary>The texts of documents that were removed.</summary>
    RemovedDocuments,

    /// <summary>Loads that ended.</summary>
    Loads,

    /// <summary>Everything of a workspace that removed the bot.</summary>
    LeftWorkspaces,
}
