namespace ResearchBot.Core.Limits;

/// <summary>What is being answered and what waits.</summary>
/// <param name="Running">How many are being answered, of all workspaces.</param>
/// <param name="AtOnce">How many may be.</param>
/// <param name="Waiting">How many wait, of all workspaces.</param>
/// <param name="OfWorkspace">How many of the workspace wait.</param>
/// <param name="OfPerson">How many of the person wait.</param>
public sealed record QueueState(int Running, int AtOnce, int Waiting, int OfWorkspace, int OfPerson);
