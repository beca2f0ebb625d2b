namespace ResearchBot.Evaluation.Page;

/// <summary>What stands over one stretch of a chart's ground line.</summary>
/// <param name="Edge">What its left end is called; may be empty.</param>
/// <param name="Stacks">Bars side by side, each of parts upon each other.</param>
/// <param name="Counts">Numbers below, a row each.</param>
internal sealed record BarGroup(string Edge, IReadOnlyList<IReadOnlyList<BarPart>> Stacks, IReadOnlyList<int> Counts);

/// <summary>A part of a bar.</summary>
/// <param name="Value">Its height.</param>
/// <param name="Style">The class that colours it.</param>
/// <param name="Says">What it says when pointed at.</param>
internal sealed record BarPart(double Value, string Style, string Says);
