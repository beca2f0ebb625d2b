namespace ResearchBot.Core.Moderation;

/// <summary>What a person may do in a workspace. A higher role may do all that a lower one may.</summary>
public enum Role
{
    /// <summary>Asks. An unknown role is a member.</summary>
    Member,

    /// <summary>Steers the bot.</summary>
    Moderator,

    /// <summary>Loads and removes documents.</summary>
    Admin,
}
