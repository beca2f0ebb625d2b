namespace ResearchBot.Core.Answering.Extraction;

/// <summary>What the extractor would offer for a question.</summary>
/// <param name="Sentences">Best first.</param>
/// <param name="Confidence">How much of the question they speak to, 0 to 1.</param>
/// <param name="Outcome">What a person would be told.</param>
public sealed record OfferedSentences(IReadOnlyList<OfferedSentence> Sentences, double Confidence, AnswerOutcome Outcome);

/// <summary>One sentence.</summary>
/// <param name="DocumentId">Its document.</param>
/// <param name="Text">Verbatim.</param>
public sealed record OfferedSentence(string DocumentId, string Text);
