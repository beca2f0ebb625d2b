namespace ResearchBot.Core.Answering.Proof;

/// <summary>What a statement may rest on.</summary>
/// <param name="Text">Whole sentences, cut from the stored text.</param>
/// <param name="Context">
/// The document's title, its headings, the sentence before: it may say who "he" is and spell a name out. It proves no figure.
/// </param>
public sealed record ProofQuote(string Text, string Context);
