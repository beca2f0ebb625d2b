using ResearchBot.Core.Answering;

namespace ResearchBot.Core.Limits;

/// <summary>One answer's use of a language model.</summary>
public sealed class ModelSpending : IDisposable
{
    private readonly ModelBudget _budget;
    private readonly string _workspace;
    private readonly string _person;
    private bool _hasEnded;

    internal ModelSpending(ModelBudget budget, string workspace, string person) => (_budget, _workspace, _person) = (budget, workspace, person);

    /// <summary>Whose budget is used up, so that the model may not be asked; null where it may.</summary>
    public FallbackReason? Refusal { get; init; }

    /// <summary>Writes down what was used. Asked more than once, it adds up.</summary>
    public Task SettleAsync(TokenUse tokens, CancellationToken cancellationToken) =>
        _budget.SpendAsync(_workspace, _person, tokens, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Refusal is null && !_hasEnded)
        {
            _hasEnded = true;
            _budget.End(_workspace, _person);
        }
    }
}
