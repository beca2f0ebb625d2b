namespace ResearchBot.Core.Answering.Proof;

/// <summary>A number in a sentence.</summary>
/// <param name="Value">With its magnitude: 2.5 million is 2,500,000.</param>
/// <param name="Kind">Whether it counts, orders or names a year.</param>
/// <param name="Bound">How it is bounded.</param>
/// <param name="Units">What it counts: its sign ("%", "$") and the words after it, nearest first.</param>
/// <param name="First">Its first word in the sentence.</param>
/// <param name="Last">Its last word.</param>
/// <param name="Written">As it is written.</param>
internal sealed record Quantity(
    double Value, QuantityKind Kind, Bound Bound, IReadOnlyList<string> Units, int First, int Last, string Written);
