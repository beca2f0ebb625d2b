using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>Counts a language model's tokens and cost per person, workspace and day (UTC) in the store, shared by all processes.</summary>
public sealed partial class ModelBudget(Database database, ChatBudget limits, TimeProvider time, ILogger<ModelBudget> logger)
{
    private const string Everybody = "";
    private const decimal Millionths = 1_000_000m;

    /// <summary>Tokens reserved for an answer in progress.</summary>
    private const long UsualTokens = 4_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Workspace, string Person), int> _underWay = [];

    /// <summary>Reserves one answer's share; dispose the result to release it.</summary>
    public async Task<ModelSpending> BeginAsync(string workspace, string person, CancellationToken cancellationToken)
    {
        var uses = await ReadAsync(workspace, person, cancellationToken);
        lock (_lock)
        {
            foreach (var use in uses)
            {
                var key = use.Subject == LimitSubject.Person ? (workspace, person) : (workspace, Everybody);
                if (use.IsUsedUp(_underWay.GetValueOrDefault(key) * UsualTokens))
                {
                    return new ModelSpending(this, workspace, person)
                    {
                        Refusal = use.Subject == LimitSubject.Person ? FallbackReason.PersonBudget : FallbackReason.WorkspaceBudget,
                    };
                }
            }

            Count((workspace, person), 1);
            Count((workspace, Everybody), 1);
            return new ModelSpending(this, workspace, person);
        }
    }

    /// <summary>Today's use of the person and of the workspace.</summary>
    public async Task<IReadOnlyList<ModelUse>> ReadAsync(string workspace, string person, CancellationToken cancellationToken)
    {
        var rows = (await database.QueryAsync<(string Person, long Input, long Output, long Cost)>(
            "SELECT person, input_tokens, output_tokens, cost FROM model_use WHERE workspace = @workspace AND day = @day AND person IN (@person, '')",
            new { workspace, person, day = Today() },
            cancellationToken)).ToDictionary(row => row.Person);
        return
        [
            Use(LimitSubject.Person, person, limits.TokensOfPerson, 0),
            Use(LimitSubject.Workspace, Everybody, limits.TokensOfWorkspace, limits.CostOfWorkspace),
        ];

        ModelUse Use(LimitSubject subject, string whose, long mostTokens, decimal mostCost)
        {
            var row = rows.GetValueOrDefault(whose);
            return new ModelUse(subject, new TokenUse(row.Input, row.Output), mostTokens, row.Cost / Millionths, mostCost);
        }
    }

    /// <summary>A store that cannot be written, for example on a full disk, does not cost anybody a finished answer.</summary>
    internal async Task SpendAsync(string workspace, string person, TokenUse tokens, CancellationToken cancellationToken)
    {
        try
        {
            await CountAsync(workspace, person, tokens, cancellationToken);
        }
        catch (DbException fault)
        {
            LogNotCounted(fault, tokens.Input, tokens.Output, workspace);
        }
    }

    internal void End(string workspace, string person)
    {
        lock (_lock)
        {
            Count((workspace, person), -1);
            Count((workspace, Everybody), -1);
        }
    }

    private async Task CountAsync(string workspace, string person, TokenUse tokens, CancellationToken cancellationToken)
    {
        var cost = (long)Math.Ceiling(limits.PriceOf(tokens.Input, tokens.Output) * Millionths);
        await using var connection = await database.OpenAsync(cancellationToken);
        foreach (var whose in new[] { person, Everybody })
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO model_use (workspace, person, day, input_tokens, output_tokens, cost) VALUES (@workspace, @whose, @day, @Input, @Output, @cost)
                ON CONFLICT (workspace, person, day) DO UPDATE SET
                    input_tokens = model_use.input_tokens + excluded.input_tokens,
                    output_tokens = model_use.output_tokens + excluded.output_tokens,
                    cost = model_use.cost + excluded.cost
                """,
                new { workspace, whose, day = Today(), tokens.Input, tokens.Output, cost },
                cancellationToken);
        }
    }

    private void Count((string, string) key, int change)
    {
        var count = _underWay.GetValueOrDefault(key) + change;
        if (count == 0)
        {
            _underWay.Remove(key);
        }
        else
        {
            _underWay[key] = count;
        }
    }

    private long Today() => new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [LoggerMessage(Level = LogLevel.Error, Message = "{Input} tokens read and {Output} written could not be counted in workspace {Workspace}")]
    private partial void LogNotCounted(Exception fault, long input, long output, string workspace);
}

/// <summary>One answer's use of a language model.</summary>
public sealed class ModelSpending : IDisposable
{
    private readonly ModelBudget _budget;
    private readonly string _workspace;
    private readonly string _person;
    private bool _hasEnded;

    internal ModelSpending(ModelBudget budget, string workspace, string person) => (_budget, _workspace, _person) = (budget, workspace, person);

    /// <summary>Why the model may not be asked; null if it may.</summary>
    public FallbackReason? Refusal { get; init; }

    public Task SettleAsync(TokenUse tokens, CancellationToken cancellationToken) =>
        _budget.SpendAsync(_workspace, _person, tokens, cancellationToken);

    public void Dispose()
    {
        if (Refusal is null && !_hasEnded)
        {
            _hasEnded = true;
            _budget.End(_workspace, _person);
        }
    }
}

/// <summary>Today's use of a language model and its limits.</summary>
/// <param name="MostCost">In the currency of the prices; 0 for no limit, as for tokens.</param>
public sealed record ModelUse(LimitSubject Subject, TokenUse Tokens, long MostTokens, decimal Cost, decimal MostCost)
{
    /// <summary>Whether nothing is left, counting <paramref name="pending"/> tokens of answers in progress.</summary>
    public bool IsUsedUp(long pending) =>
        (MostTokens > 0 && Tokens.Input + Tokens.Output + pending >= MostTokens) || (MostCost > 0 && Cost >= MostCost);
}

/// <summary>Whose questions a limit counts.</summary>
public enum LimitSubject
{
    Person,
    Channel,
    Workspace,
}

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
