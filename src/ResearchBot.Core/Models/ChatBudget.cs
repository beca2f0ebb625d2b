namespace ResearchBot.Core.Models;

/// <summary>How much of a language model may be used in a day (UTC); 0 is no limit.</summary>
/// <param name="TokensOfPerson">Read and written, of one person in a workspace.</param>
/// <param name="TokensOfWorkspace">The same of one workspace.</param>
/// <param name="CostOfWorkspace">What these may cost, in the operator's currency.</param>
/// <param name="InputPrice">What a million tokens cost that the model reads, in that currency; 0 where that is not said.</param>
/// <param name="OutputPrice">The same for tokens that it writes.</param>
public sealed record ChatBudget(long TokensOfPerson, long TokensOfWorkspace, decimal CostOfWorkspace, decimal InputPrice, decimal OutputPrice)
{
    /// <summary>As much as is asked.</summary>
    public static readonly ChatBudget None = new(0, 0, 0, 0, 0);

    /// <summary>What so many tokens cost.</summary>
    public decimal PriceOf(long input, long output) => ((input * InputPrice) + (output * OutputPrice)) / 1_000_000m;
}
