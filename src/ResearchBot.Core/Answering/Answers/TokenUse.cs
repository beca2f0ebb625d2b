namespace ResearchBot.Core.Answering;

/// <summary>What a language model counted for an answer.</summary>
/// <param name="Input">Tokens that it read.</param>
/// <param name="Output">Tokens that it wrote.</param>
public sealed record TokenUse(long Input, long Output)
{
    /// <summary>Both together with another use.</summary>
    public TokenUse Plus(TokenUse other) => new(Input + other.Input, Output + other.Output);
}
