namespace ResearchBot.Core.Commands;

/// <summary>A part of what there is to know about an answer.</summary>
/// <param name="Title">What it is about, one or two words.</param>
/// <param name="Lines">What there is to say, each on one line.</param>
public sealed record WhySection(string Title, IReadOnlyList<string> Lines);
