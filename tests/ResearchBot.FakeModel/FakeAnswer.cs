namespace ResearchBot.FakeModel;

/// <summary>What the model answers.</summary>
/// <param name="Text">The text.</param>
/// <param name="Refusal">Why it refuses; null where it does not.</param>
/// <param name="InputTokens">Tokens of the request; null for an estimate.</param>
/// <param name="OutputTokens">Tokens of the answer; null for an estimate.</param>
public sealed record FakeAnswer(string Text, string? Refusal = null, int? InputTokens = null, int? OutputTokens = null)
{
    /// <summary>Whether it ends because it has reached the most tokens.</summary>
    public bool IsCut { get; init; }
}
