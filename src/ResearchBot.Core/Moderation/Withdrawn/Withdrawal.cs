using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Moderation;

/// <summary>A moderator's word that a passage is not to be used.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Passage">What is not used.</param>
/// <param name="Version">The document's version that it was seen in.</param>
/// <param name="Reason">Why; empty where none was given.</param>
/// <param name="By">The moderator.</param>
/// <param name="At">When.</param>
public sealed record Withdrawal(string Id, WithdrawnPassage Passage, int Version, string Reason, string By, DateTimeOffset At);
