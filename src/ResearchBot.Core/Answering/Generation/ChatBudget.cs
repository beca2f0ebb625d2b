namespace ResearchBot.Core.Answering.Generation;

/// <summary>How much of a language model may be used: at the same time, and in a day (UTC), where 0 is no limit.</summary>
/// <param name="TokensOfPerson">Read and written, of one person in a workspace.</param>
/// <param name="TokensOfWorkspace">The same of one workspace.</param>
/// <param name="CostOfWorkspace">What these may cost, in the operator's currency.</param>
/// <param name="InputPrice">What a million tokens cost that the model reads, in that currency; 0 if that is not known.</param>
/// <param name="OutputPrice">The same for tokens that it writes.</param>
public sealed record ChatBudget(long TokensOfPerson, long TokensOfWorkspace, decimal CostOfWorkspace, decimal InputPrice, decimal OutputPrice)
{
    /// <summary>No limit, and no model that could answer several questions at once.</summary>
    public static readonly ChatBudget None = new(0, 0, 0, 0, 0);

    /// <summary>How many requests the model takes at the same time; 0 without a model.</summary>
    public int RequestsAtOnce { get; init; }

    /// <summary>Whether there is a model at all.</summary>
    public bool HasModel => RequestsAtOnce > 0;

    /// <summary>What so many tokens cost.</summary>
    public decimal PriceOf(long input, long output) => ((input * InputPrice) + (output * OutputPrice)) / 1_000_000m;
}
