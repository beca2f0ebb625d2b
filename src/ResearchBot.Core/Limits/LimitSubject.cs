namespace ResearchBot.Core.Limits;

/// <summary>Whose questions a limit counts.</summary>
public enum LimitSubject
{
    /// <summary>One person's in a workspace.</summary>
    Person,

    /// <summary>Those in one channel.</summary>
    Channel,

    /// <summary>Those in one workspace.</summary>
    Workspace,
}
