namespace ResearchBot.Core.Answering.Proof;

/// <summary>Why a statement is not proved by its quotes.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Word">Where it was seen, as the statement writes it, or the word of the quote that it lacks.</param>
public sealed record ProofFault(ProofFaultKind Kind, string Word);
