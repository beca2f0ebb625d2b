using ResearchBot.Core.Answering;

namespace ResearchBot.Core.Limits;

/// <summary>What a language model was used for today, and how far it may be.</summary>
/// <param name="Subject">Whose use it is: a person's or the workspace's.</param>
/// <param name="Tokens">Read and written.</param>
/// <param name="MostTokens">How many there may be; 0 is no limit.</param>
/// <param name="Cost">In the currency of the prices.</param>
/// <param name="MostCost">How much it may be; 0 is no limit.</param>
public sealed record ModelUse(LimitSubject Subject, TokenUse Tokens, long MostTokens, decimal Cost, decimal MostCost)
{
    /// <summary>Whether nothing is left.</summary>
    /// <param name="pending">Tokens that answers under way may still use.</param>
    public bool IsUsedUp(long pending) =>
        (MostTokens > 0 && Tokens.Input + Tokens.Output + pending >= MostTokens) || (MostCost > 0 && Cost >= MostCost);
}
