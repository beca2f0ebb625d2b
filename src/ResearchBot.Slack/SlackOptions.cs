using System.ComponentModel;
using System.Net;
using Microsoft.Extensions.Options;

namespace ResearchBot.Slack;

/// <summary>The connection to Slack (section <c>Slack</c>).</summary>
[DisplayName("Slack")]
public sealed class SlackOptions
{
    /// <summary>The value of <see cref="Mode"/> by which the bot connects to Slack.</summary>
    public const string Socket = "socket";

    /// <summary>The value of <see cref="Mode"/> by which Slack connects to the bot.</summary>
    public const string Http = "http";

    /// <summary>The app-level token (xapp-…), for Socket Mode only. A secret: environment or user secrets only.</summary>
    public string AppToken { get; set; } = string.Empty;

    /// <summary>The bot's token (xoxb-…); empty if there is no Slack. A secret.</summary>
    public string BotToken { get; set; } = string.Empty;

    /// <summary>What Slack signs its requests with, for HTTP mode only. A secret.</summary>
    public string SigningSecret { get; set; } = string.Empty;

    /// <summary><c>socket</c> or <c>http</c>.</summary>
    public string Mode { get; set; } = Socket;

    /// <summary>Where the Web API is.</summary>
    public string ApiUrl { get; set; } = "https://slack.com/api/";

    /// <summary>Sent with every request.</summary>
    public string UserAgent { get; set; } = "ResearchBot/1.0";

    /// <summary>How many connections Socket Mode keeps; with two there is always one while the other is renewed.</summary>
    public int Connections { get; set; } = 2;

    /// <summary>Where HTTP mode listens. What is in front of it ends TLS.</summary>
    public string ListenAddress { get; set; } = "127.0.0.1";

    /// <summary>On which port HTTP mode listens; 0 takes a free one.</summary>
    public int Port { get; set; } = 3000;

    /// <summary>The path of all request URLs in HTTP mode.</summary>
    public string Path { get; set; } = "/slack/events";

    /// <summary>Larger files are refused.</summary>
    public int MaxFileMegabytes { get; set; } = 20;

    /// <summary>The hosts that files are fetched from and that the bot's token may go to, with commas between them.</summary>
    public string FileHosts { get; set; } = "slack.com,*.slack.com,slack-files.com,*.slack-edge.com";

    internal Uri MethodUrl(string method) => new($"{ApiUrl.TrimEnd('/')}/{method}");
}

/// <summary>Each message names its key; none shows a secret.</summary>
public sealed class SlackOptionsValidator : IValidateOptions<SlackOptions>
{
    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        var failures = Rules(options).Where(rule => rule.IsWrong).Select(rule => rule.Message).ToArray();
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static (bool IsWrong, string Message)[] Rules(SlackOptions options) =>
    [
        (options.Mode is not (SlackOptions.Socket or SlackOptions.Http), $"Mode must be {SlackOptions.Socket} or {SlackOptions.Http}"),
        (options.Mode == SlackOptions.Http && string.IsNullOrWhiteSpace(options.SigningSecret),
            "SigningSecret is missing: in HTTP mode everybody can send requests, and only Slack's are signed with it. Set Slack__SigningSecret, or set Mode to socket"),
        (options is { Mode: SlackOptions.Socket, BotToken.Length: > 0, AppToken.Length: 0 },
            "AppToken is missing: Socket Mode connects with it. Set Slack__AppToken to the app-level token (xapp-…)"),
        (options.AppToken.Length > 0 && !options.AppToken.StartsWith("xapp-", StringComparison.Ordinal),
            "AppToken must be the app-level token, which begins with xapp-"),
        (options.BotToken.Length > 0 && !options.BotToken.StartsWith("xoxb-", StringComparison.Ordinal),
            "BotToken must be the bot's token, which begins with xoxb-"),
        Secret(nameof(options.AppToken), options.AppToken),
        Secret(nameof(options.BotToken), options.BotToken),
        Secret(nameof(options.SigningSecret), options.SigningSecret),
        (!Uri.TryCreate(options.ApiUrl, UriKind.Absolute, out var api) || !(api.Scheme == Uri.UriSchemeHttps || (api.Scheme == Uri.UriSchemeHttp && api.IsLoopback)),
            "ApiUrl must be a URL that begins with https://"),
        (string.IsNullOrWhiteSpace(options.UserAgent) || options.UserAgent.Any(c => c is < ' ' or > '~'), "UserAgent must be a line of plain characters"),
        (!IPAddress.TryParse(options.ListenAddress, out _), "ListenAddress must be an IP address, such as 127.0.0.1"),
        (!options.Path.StartsWith('/') || options.Path.Any(c => c is <= ' ' or > '~' or '?' or '#' or '{' or '}'), "Path must be a path, such as /slack/events"),
        (string.IsNullOrWhiteSpace(options.FileHosts), "FileHosts must name hosts"),
        (options.Connections is < 1 or > 5, "Connections must be from 1 to 5"), // of Slack's ten, since each has a second while it is renewed
        (options.Port is < 0 or > 65_535, "Port must be from 0 to 65535"),
        (options.MaxFileMegabytes is < 1 or > 500, "MaxFileMegabytes must be from 1 to 500"),
    ];

    private static (bool IsWrong, string Message) Secret(string key, string value) =>
        (value.Any(c => c is <= ' ' or > '~'), $"{key} holds a space or another character that no secret of Slack's has");
}
