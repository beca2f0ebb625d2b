namespace ResearchBot.Core.Moderation;

/// <summary>Whom a right on a collection names.</summary>
public enum RightKind
{
    /// <summary>Everybody who reads a channel, in that channel.</summary>
    Channel,

    /// <summary>Everybody with a role or user group of the platform, in replies that they alone read.</summary>
    Role,
}
