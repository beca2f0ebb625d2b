using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Answering.Proof;

/// <summary>A word of a statement or quote.</summary>
/// <param name="Written">As it is written.</param>
/// <param name="Folded">Without case and accents.</param>
/// <param name="Stem">Its stem, readable.</param>
/// <param name="Term">What it is compared by: other forms of the word have the same.</param>
/// <param name="Start">Offset of its first code unit.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Clause">The clause of its text, counted by commas and the like.</param>
internal sealed record ProofWord(string Written, string Folded, string Stem, ulong Term, int Start, TokenKind Kind, int Clause)
{
    public int End => Start + Written.Length;

    /// <summary>Whether it says something by itself; numbers are compared by their values.</summary>
    public bool IsContent => Kind is TokenKind.Word or TokenKind.Pair;

    public bool IsCapitalised => char.IsUpper(Written[0]);
}
