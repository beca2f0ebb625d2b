using System.Numerics;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Some of a question's words: bit i is the word at position i. Words after the 64th count for search only.</summary>
internal readonly record struct TermSet(ulong Bits)
{
    public const int Capacity = 64;

    public int Count => BitOperations.PopCount(Bits);

    public bool Contains(int term) => term < Capacity && (Bits >> term & 1) != 0;

    public TermSet With(int term) => term < Capacity ? new TermSet(Bits | 1UL << term) : this;

    public TermSet Or(TermSet other) => new(Bits | other.Bits);

    public TermSet Without(TermSet other) => new(Bits & ~other.Bits);
}
