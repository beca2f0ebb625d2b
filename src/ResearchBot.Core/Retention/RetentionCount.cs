namespace ResearchBot.Core.Retention;

/// <summary>What retention deletes of one kind, or would delete.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Days">How long it is kept; 0 is for ever.</param>
/// <param name="Rows">How many rows, or workspaces, are older.</param>
public sealed record RetentionCount(RetentionKind Kind, int Days, int Rows);
