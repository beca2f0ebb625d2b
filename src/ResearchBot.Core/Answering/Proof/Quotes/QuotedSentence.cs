namespace ResearchBot.Core.Answering.Proof;

/// <summary>A sentence of a quote.</summary>
/// <param name="Text">Itself.</param>
/// <param name="Context">Its quote's context.</param>
internal sealed record QuotedSentence(ProofText Text, ProofText Context);
