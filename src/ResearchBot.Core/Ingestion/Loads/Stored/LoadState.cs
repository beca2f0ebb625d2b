namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Where a load stands.</summary>
public enum LoadState
{
    /// <summary>Its files are not listed yet.</summary>
    Queued,

    /// <summary>Its files are listed, and some of them done.</summary>
    Running,

    /// <summary>Each file has its status.</summary>
    Done,

    /// <summary>Somebody ended it; what was loaded before stays.</summary>
    Cancelled,

    /// <summary>Its files could not be listed.</summary>
    Failed,
}
