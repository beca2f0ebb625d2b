namespace ResearchBot.Core.Workspaces;

/// <summary>A workspace that the settings describe.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Tenants">The guilds and teams that belong to it.</param>
/// <param name="Admins">People, roles and user groups by id, with the platform before it.</param>
/// <param name="Moderators">The same.</param>
public sealed record BoundWorkspace(string Name, IReadOnlyList<Tenant> Tenants, IReadOnlyList<string> Admins, IReadOnlyList<string> Moderators);
