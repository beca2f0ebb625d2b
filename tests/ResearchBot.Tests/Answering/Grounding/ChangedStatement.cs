namespace ResearchBot.Tests.Answering.Grounding;

/// <summary>A true sentence in which one thing was changed.</summary>
/// <param name="Kind">What was changed.</param>
/// <param name="Source">The sentence.</param>
/// <param name="Text">What it says now.</param>
/// <param name="IsNear">Whether what was put in comes from the same document.</param>
internal sealed record ChangedStatement(string Kind, DataSentence Source, string Text, bool IsNear);
