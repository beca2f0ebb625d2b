using System.ComponentModel;

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

    /// <summary>The bot's token (xoxb-…); empty where there is no Slack. A secret.</summary>
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

    /// <summary>Where a method of the Web API is.</summary>
    internal Uri MethodUrl(string method) => new($"{ApiUrl.TrimEnd('/')}/{method}");
}
