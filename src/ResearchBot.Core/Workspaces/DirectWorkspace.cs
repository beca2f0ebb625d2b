namespace ResearchBot.Core.Workspaces;

/// <summary>Where a direct message belongs.</summary>
/// <param name="Workspace">The only one that the person shares with the bot, else the one that they chose; null where they have to choose, or share none.</param>
/// <param name="Shared">All that they share with the bot, ordered.</param>
public sealed record DirectWorkspace(string? Workspace, IReadOnlyList<string> Shared);
