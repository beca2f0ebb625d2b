namespace ResearchBot.Core.Commands;

/// <summary>How an answer was found and checked, for a person to read.</summary>
/// <param name="Receipt">The answer.</param>
/// <param name="Sections">What there is to know, in order.</param>
public sealed record WhyReply(string Receipt, IReadOnlyList<WhySection> Sections) : Reply;
