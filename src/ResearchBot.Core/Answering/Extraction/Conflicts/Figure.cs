namespace ResearchBot.Core.Answering.Extraction.Conflicts;

/// <summary>A quantity in a sentence.</summary>
/// <param name="Values">The values that it admits: several for "three or four".</param>
/// <param name="Unit">What is counted, as hashes of the words after it, nearest first; a sign such as % or $ stands first.</param>
/// <param name="Label">The words right before it ("a population of").</param>
/// <param name="About">What is counted, as written.</param>
internal sealed record Figure(
    IReadOnlyList<double> Values, IReadOnlyList<ulong> Unit, IReadOnlyList<ulong> Label, string About)
{
    /// <summary>Whether no value is in both.</summary>
    public bool Contradicts(Figure other) => !Values.Intersect(other.Values).Any();
}
