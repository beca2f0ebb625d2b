namespace ResearchBot.Core.Moderation;

/// <summary>A role that was given.</summary>
/// <param name="Subject">A person, or a role or user group of the platform.</param>
/// <param name="Role">What it may do.</param>
/// <param name="GrantedBy">The admin.</param>
/// <param name="GrantedAt">When.</param>
public sealed record RoleGrant(string Subject, Role Role, string GrantedBy, DateTimeOffset GrantedAt);
