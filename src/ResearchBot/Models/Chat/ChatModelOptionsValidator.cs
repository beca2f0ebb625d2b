using Microsoft.Extensions.Options;

namespace ResearchBot.Models.Chat;

/// <summary>Each message names its key; none shows the secret one.</summary>
internal sealed class ChatModelOptionsValidator : IValidateOptions<ChatModelOptions>
{
    private const decimal MostMoney = 1_000_000_000;

    public ValidateOptionsResult Validate(string? name, ChatModelOptions options)
    {
        var failures = Failures(options).ToArray();
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(ChatModelOptions options)
    {
        if (options.Provider is not ("" or ChatProviders.OpenAi or ChatProviders.Anthropic))
        {
            yield return $"Provider must be {ChatProviders.OpenAi}, {ChatProviders.Anthropic}, or empty for no language model";
        }

        if (options.Provider.Length > 0 && string.IsNullOrWhiteSpace(options.Model))
        {
            yield return "Model must name the model as its provider calls it";
        }

        if (options.Provider.Length > 0 && options.Endpoint.Length == 0 && options.ApiKey.Length == 0)
        {
            yield return "ApiKey is missing: the provider's own endpoint needs one. Set Models__Chat__ApiKey, or name another Endpoint";
        }

        if (options.Endpoint.Length > 0 && !EmbeddingsOptionsValidator.IsAddress(options.Endpoint))
        {
            yield return "Endpoint must be an address that begins with http:// or https://, without user, password, question mark or hash";
        }

        if (options.ApiKey.Any(c => c is <= ' ' or > '~'))
        {
            yield return "ApiKey holds a space or another character that no key has";
        }

        if (options.DeadlineSeconds is < 1 or > 600)
        {
            yield return "DeadlineSeconds must be from 1 to 600";
        }

        if (options.RequestsAtOnce is < 1 or > 1000)
        {
            yield return "RequestsAtOnce must be from 1 to 1000";
        }

        if (options.LongestOutputTokens is < 16 or > 100_000)
        {
            yield return "LongestOutputTokens must be from 16 to 100000";
        }

        foreach (var (key, amount) in ((string, decimal)[])[
            (nameof(options.InputCostPerMillion), options.InputCostPerMillion),
            (nameof(options.OutputCostPerMillion), options.OutputCostPerMillion),
            (nameof(options.CostPerWorkspacePerDay), options.CostPerWorkspacePerDay),
            (nameof(options.TokensPerPersonPerDay), options.TokensPerPersonPerDay),
            (nameof(options.TokensPerWorkspacePerDay), options.TokensPerWorkspacePerDay)])
        {
            if (amount is < 0 or > MostMoney)
            {
                yield return $"{key} must be from 0, which means none, to 1000000000";
            }
        }

        if (options.CostPerWorkspacePerDay > 0 && options is { InputCostPerMillion: 0, OutputCostPerMillion: 0 })
        {
            yield return "CostPerWorkspacePerDay needs InputCostPerMillion and OutputCostPerMillion, without which nothing costs anything";
        }
    }
}
