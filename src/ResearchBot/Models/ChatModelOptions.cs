using System.ComponentModel;
using Microsoft.Extensions.Options;
using ResearchBot.Configuration;
using ResearchBot.Core.Answering.Generation;

namespace ResearchBot.Models;

/// <summary>The language model that writes answers (section <c>Models:Chat</c>).</summary>
[DisplayName("Models:Chat")]
public sealed class ChatModelOptions
{
    internal const string OpenAi = "openai";
    internal const string Anthropic = "anthropic";

    /// <summary><c>openai</c> for any endpoint that speaks OpenAI's protocol, <c>anthropic</c> for Anthropic's; empty for no model.</summary>
    public string Provider { get; set; } = string.Empty;

    /// <summary>Base address of the endpoint (<c>…/v1</c> for OpenAI's protocol); empty for the provider's own.</summary>
    public string Endpoint { get; set; } = string.Empty;

    /// <summary>The model's name at the endpoint.</summary>
    public string Model { get; set; } = string.Empty;

    /// <summary>Never in appsettings.json, nor in a log or message.</summary>
    public string ApiKey { get; set; } = string.Empty;

    /// <summary>A whole answer that takes longer, with waiting and new attempts, is given up.</summary>
    public int DeadlineSeconds { get; set; } = 40;

    /// <summary>The most requests, and connections, that are open at once.</summary>
    public int RequestsAtOnce { get; set; } = 8;

    /// <summary>The model may not write more in one answer; what a reasoning model thinks counts.</summary>
    public int LongestOutputTokens { get; set; } = 1500;

    /// <summary>What a million tokens of prompts cost, in the operator's currency.</summary>
    public decimal InputCostPerMillion { get; set; }

    /// <summary>What a million tokens of answers cost, in the operator's currency.</summary>
    public decimal OutputCostPerMillion { get; set; }

    /// <summary>Tokens, in and out, of one person in a day; 0 for no limit.</summary>
    public int TokensPerPersonPerDay { get; set; }

    /// <summary>Tokens, in and out, of one workspace in a day; 0 for no limit.</summary>
    public int TokensPerWorkspacePerDay { get; set; }

    /// <summary>What one workspace may cost in a day, in the operator's currency; 0 for no limit.</summary>
    public decimal CostPerWorkspacePerDay { get; set; }

    /// <summary>The model's name for people, logs and telemetry; holds no secret.</summary>
    internal string Name => $"{Provider} {Model} at {Address.Authority}";

    internal ChatBudget Budget => new(TokensPerPersonPerDay, TokensPerWorkspacePerDay, CostPerWorkspacePerDay, InputCostPerMillion, OutputCostPerMillion)
    {
        RequestsAtOnce = RequestsAtOnce,
    };

    internal Uri Address => Provider == Anthropic
        ? new(Endpoint.Length == 0 ? "https://api.anthropic.com" : VersionlessEndpoint)
        : new(Endpoint.Length == 0 ? "https://api.openai.com/v1" : Endpoint);

    /// <summary>Anthropic's client adds the version itself.</summary>
    private string VersionlessEndpoint =>
        Endpoint.TrimEnd('/') is var trimmed && trimmed.EndsWith("/v1", StringComparison.OrdinalIgnoreCase) ? trimmed[..^3] : trimmed;
}

/// <summary>Each message names its key; none shows the secret one.</summary>
internal sealed class ChatModelOptionsValidator : IValidateOptions<ChatModelOptions>
{
    public ValidateOptionsResult Validate(string? name, ChatModelOptions options) => SettingsCheck.Apply(
    [
        (options.Provider is not ("" or ChatModelOptions.OpenAi or ChatModelOptions.Anthropic),
            $"Provider must be {ChatModelOptions.OpenAi}, {ChatModelOptions.Anthropic}, or empty for no language model"),
        (options.Provider.Length > 0 && string.IsNullOrWhiteSpace(options.Model), "Model must name the model as its provider calls it"),
        (options.Provider.Length > 0 && options.Endpoint.Length == 0 && options.ApiKey.Length == 0,
            "ApiKey is missing: the provider's own endpoint needs one. Set Models__Chat__ApiKey, or name another Endpoint"),
        SettingsCheck.Address(nameof(options.Endpoint), options.Endpoint),
        SettingsCheck.ApiKey(options.ApiKey),
        (options.DeadlineSeconds is < 1 or > 600, "DeadlineSeconds must be from 1 to 600"),
        (options.RequestsAtOnce is < 1 or > 1000, "RequestsAtOnce must be from 1 to 1000"),
        (options.LongestOutputTokens is < 16 or > 100_000, "LongestOutputTokens must be from 16 to 100000"),
        Amount(nameof(options.InputCostPerMillion), options.InputCostPerMillion),
        Amount(nameof(options.OutputCostPerMillion), options.OutputCostPerMillion),
        Amount(nameof(options.CostPerWorkspacePerDay), options.CostPerWorkspacePerDay),
        Amount(nameof(options.TokensPerPersonPerDay), options.TokensPerPersonPerDay),
        Amount(nameof(options.TokensPerWorkspacePerDay), options.TokensPerWorkspacePerDay),
        (options.CostPerWorkspacePerDay > 0 && options is { InputCostPerMillion: 0, OutputCostPerMillion: 0 },
            "CostPerWorkspacePerDay needs InputCostPerMillion and OutputCostPerMillion, without which nothing costs anything"),
    ]);

    private static (bool IsWrong, string Message) Amount(string key, decimal amount) =>
        (amount is < 0 or > 1_000_000_000, $"{key} must be from 0, which means none, to 1000000000");
}
