namespace ResearchBot.Core.Answering;

/// <summary>A moderator's word on a conflict.</summary>
/// <param name="Holds">The number of the citation that holds.</param>
/// <param name="Note">Why, for readers; empty where none was given.</param>
/// <param name="At">When.</param>
public sealed record Ruling(int Holds, string Note, DateTimeOffset At);
