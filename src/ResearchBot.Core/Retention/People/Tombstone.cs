namespace ResearchBot.Core.Retention;

/// <summary>That somebody was forgotten.</summary>
/// <param name="Mark">The keyed hash of workspace and person.</param>
/// <param name="At">Everything of them until then.</param>
public sealed record Tombstone(string Mark, DateTimeOffset At);
