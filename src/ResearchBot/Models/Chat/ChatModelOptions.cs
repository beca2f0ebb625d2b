using System.ComponentModel;

namespace ResearchBot.Models.Chat;

/// <summary>The language model that writes answers (section <c>Models:Chat</c>).</summary>
[DisplayName("Models:Chat")]
public sealed class ChatModelOptions
{
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

    /// <summary>The endpoint that is meant.</summary>
    internal Uri Address => Provider == ChatProviders.Anthropic
        ? new(Endpoint.Length == 0 ? "https://api.anthropic.com" : VersionlessEndpoint)
        : new(Endpoint.Length == 0 ? "https://api.openai.com/v1" : Endpoint);

    /// <summary>Anthropic's client adds the version itself.</summary>
    private string VersionlessEndpoint =>
        Endpoint.TrimEnd('/') is var trimmed && trimmed.EndsWith("/v1", StringComparison.OrdinalIgnoreCase) ? trimmed[..^3] : trimmed;
}
