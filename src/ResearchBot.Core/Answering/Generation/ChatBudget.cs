namespace ResearchBot.Core.Answering.Generation;

/// <summary>Limits of a language model's use: concurrent requests, and tokens and cost per day (UTC). 0 means no limit.</summary>
/// <param name="TokensOfPerson">Tokens read and written for one person in a workspace.</param>
/// <param name="TokensOfWorkspace">Tokens read and written for one workspace.</param>
/// <param name="CostOfWorkspace">In the operator's currency.</param>
/// <param name="InputPrice">Per million tokens read, in that currency; 0 if unknown.</param>
/// <param name="OutputPrice">Per million tokens written.</param>
public sealed record ChatBudget(long TokensOfPerson, long TokensOfWorkspace, decimal CostOfWorkspace, decimal InputPrice, decimal OutputPrice)
{
    /// <summary>No limits and no model.</summary>
    public static readonly ChatBudget None = new(0, 0, 0, 0, 0);

    /// <summary>Concurrent requests that the model accepts; 0 without a model.</summary>
    public int RequestsAtOnce { get; init; }

    public bool HasModel => RequestsAtOnce > 0;

    public decimal PriceOf(long input, long output) => ((input * InputPrice) + (output * OutputPrice)) / 1_000_000m;
}
