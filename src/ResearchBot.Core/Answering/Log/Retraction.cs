namespace ResearchBot.Core.Answering;

/// <summary>A moderator's word that an answer no longer counts.</summary>
/// <param name="By">The moderator.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, for its readers; empty where none was given.</param>
public sealed record Retraction(string By, DateTimeOffset At, string Reason);
