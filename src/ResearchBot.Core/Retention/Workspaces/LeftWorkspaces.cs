namespace ResearchBot.Core.Retention;

/// <summary>The workspaces that removed the bot before a time and are not deleted yet.</summary>
/// <param name="before">The time.</param>
/// <param name="cancellationToken">Ends the wait.</param>
public delegate Task<IReadOnlyList<string>> LeftWorkspaces(DateTimeOffset before, CancellationToken cancellationToken);
