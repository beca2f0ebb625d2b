using System.Net;
using Microsoft.Extensions.Options;

namespace ResearchBot.Slack;

/// <summary>Each message names its key; none shows a secret.</summary>
public sealed class SlackOptionsValidator : IValidateOptions<SlackOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        var failures = Secrets(options).Concat(Places(options)).Concat(Numbers(options)).ToArray();
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Secrets(SlackOptions options)
    {
        if (options.Mode is not (SlackOptions.Socket or SlackOptions.Http))
        {
            yield return $"Mode must be {SlackOptions.Socket} or {SlackOptions.Http}";
        }

        if (options.Mode == SlackOptions.Http && string.IsNullOrWhiteSpace(options.SigningSecret))
        {
            yield return "SigningSecret is missing: in HTTP mode everybody can send requests, and only Slack's are signed with it. Set Slack__SigningSecret, or set Mode to socket";
        }

        if (options is { Mode: SlackOptions.Socket, BotToken.Length: > 0, AppToken.Length: 0 })
        {
            yield return "AppToken is missing: Socket Mode connects with it. Set Slack__AppToken to the app-level token (xapp-…)";
        }

        if (options.AppToken.Length > 0 && !options.AppToken.StartsWith("xapp-", StringComparison.Ordinal))
        {
            yield return "AppToken must be the app-level token, which begins with xapp-";
        }

        if (options.BotToken.Length > 0 && !options.BotToken.StartsWith("xoxb-", StringComparison.Ordinal))
        {
            yield return "BotToken must be the bot's token, which begins with xoxb-";
        }

        foreach (var (key, value) in new[] { (nameof(options.AppToken), options.AppToken), (nameof(options.BotToken), options.BotToken), (nameof(options.SigningSecret), options.SigningSecret) })
        {
            if (value.Any(c => c is <= ' ' or > '~'))
            {
                yield return $"{key} holds a space or another character that no secret of Slack's has";
            }
        }
    }

    private static IEnumerable<string> Places(SlackOptions options)
    {
        if (!Uri.TryCreate(options.ApiUrl, UriKind.Absolute, out var api) || !(api.Scheme == Uri.UriSchemeHttps || (api.Scheme == Uri.UriSchemeHttp && api.IsLoopback)))
        {
            yield return "ApiUrl must be a URL that begins with https://";
        }

        if (string.IsNullOrWhiteSpace(options.UserAgent) || options.UserAgent.Any(c => c is < ' ' or > '~'))
        {
            yield return "UserAgent must be a line of plain characters";
        }

        if (!IPAddress.TryParse(options.ListenAddress, out _))
        {
            yield return "ListenAddress must be an IP address, such as 127.0.0.1";
        }

        if (!options.Path.StartsWith('/') || options.Path.Any(c => c is <= ' ' or > '~' or '?' or '#' or '{' or '}'))
        {
            yield return "Path must be a path, such as /slack/events";
        }

        if (string.IsNullOrWhiteSpace(options.FileHosts))
        {
            yield return "FileHosts must name hosts";
        }
    }

    private static IEnumerable<string> Numbers(SlackOptions options)
    {
        if (options.Connections is < 1 or > 5)
        {
            yield return "Connections must be from 1 to 5"; // of Slack's ten, since each has a second while it is renewed
        }

        if (options.Port is < 0 or > 65_535)
        {
            yield return "Port must be from 0 to 65535";
        }

        if (options.MaxFileMegabytes is < 1 or > 500)
        {
            yield return "MaxFileMegabytes must be from 1 to 500";
        }
    }
}
