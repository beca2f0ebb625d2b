namespace ResearchBot.Core.Answering.Proof;

/// <summary>What a sentence says of a number: that it is so, or where it ends.</summary>
internal enum Bound
{
    Exact,
    About,
    More,
    Less,
    AtLeast,
    AtMost,
}
