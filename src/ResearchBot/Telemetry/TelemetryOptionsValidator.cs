using Microsoft.Extensions.Options;
using ResearchBot.Models;

namespace ResearchBot.Telemetry;

/// <summary>The message names its key.</summary>
internal sealed class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>
{
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options) =>
        options.OtlpEndpoint.Length == 0 || EmbeddingsOptionsValidator.IsAddress(options.OtlpEndpoint)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("OtlpEndpoint must be an address that begins with http:// or https://, without user, password, question mark or hash");
}
