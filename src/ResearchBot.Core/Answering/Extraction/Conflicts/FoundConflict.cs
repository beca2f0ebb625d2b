namespace ResearchBot.Core.Answering.Extraction.Conflicts;

/// <summary>Two sentences that give different figures for the same thing.</summary>
internal sealed record FoundConflict(string About, CandidateSentence One, CandidateSentence Other);
