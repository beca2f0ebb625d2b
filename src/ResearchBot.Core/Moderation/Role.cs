namespace ResearchBot.Core.Moderation;

/// <summary>What a person may do in a workspace. Higher roles include lower ones.</summary>
public enum Role
{
    Member,
    Moderator,
    Admin,
}
