namespace ResearchBot.Core.Answering.Proof;

/// <summary>What a statement says that its quotes do not.</summary>
public enum ProofFaultKind
{
    /// <summary>A number, or how it is bounded ("more than").</summary>
    Figure,

    /// <summary>What a number counts or is measured in.</summary>
    Unit,

    /// <summary>A day, month or year.</summary>
    Date,

    /// <summary>A name, or the first and last name of two people.</summary>
    Name,

    /// <summary>It denies what they say, or says what they deny.</summary>
    Negation,

    /// <summary>What it speaks about.</summary>
    Subject,

    /// <summary>Other words: not theirs, in another order, or without their "may".</summary>
    Words,
}
