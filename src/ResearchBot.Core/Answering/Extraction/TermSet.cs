using System.Numerics;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>
/// Some of a question's words: bit i is the word at position i, found as it is or by a related one. Words after the 64th
/// count for search only.
/// </summary>
internal readonly record struct TermSet(ulong Exact, ulong Related)
{
    public const int Capacity = 64;

    public int Count => BitOperations.PopCount(Exact | Related);

    public bool Contains(int term) => (Exact >> term & 1) != 0;

    public bool ContainsRelated(int term) => (Related >> term & 1) != 0;

    public TermSet With(int term) => this with { Exact = Exact | 1UL << term };

    public TermSet WithRelated(int term) => this with { Related = Related | 1UL << term };

    public TermSet Or(TermSet other) => new(Exact | other.Exact, Related | other.Related);

    /// <summary>What is here and not there in any form.</summary>
    public TermSet Without(TermSet other) => new(Exact & ~(other.Exact | other.Related), Related & ~(other.Exact | other.Related));
}
