namespace ResearchBot.Core.Answering.Extraction.Conflicts;

/// <summary>A quantity in a sentence.</summary>
/// <param name="Values">The values that it admits: several for "three or four".</param>
/// <param name="Unit">What is counted, as hashes of the words after it, nearest first; a sign such as % or $ stands first.</param>
/// <param name="Label">The words right before it ("a population of").</param>
/// <param name="About">What is counted, as written; never empty.</param>
/// <param name="Period">What it is counted in ("day" for "flights a day", "daily flights"); null where it is a whole.</param>
internal sealed record Figure(
    IReadOnlyList<double> Values, IReadOnlyList<ulong> Unit, IReadOnlyList<ulong> Label, string About, string? Period)
{
    /// <summary>Whether no value is in both, and they count in the same period or none.</summary>
    public bool Contradicts(Figure other) => Period == other.Period && !Values.Intersect(other.Values).Any();
}
