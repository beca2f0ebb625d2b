namespace ResearchBot.Slack.Web;

/// <summary>Where files may be fetched from: the hosts that the bot's token may go to.</summary>
internal sealed class FileHosts(SlackOptions options)
{
    private readonly string[] _hosts = options.FileHosts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    private readonly bool _allowsLoopback = new Uri(options.ApiUrl).IsLoopback; // then Slack itself is on this machine

    /// <summary>Whether an address is one of them.</summary>
    public bool Allow(Uri url) =>
        (_allowsLoopback && url.IsLoopback && url.Scheme is "http" or "https")
        || (url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && url.UserInfo.Length == 0 && _hosts.Any(host => Matches(url.IdnHost, host)));

    private static bool Matches(string name, string host) => host.StartsWith("*.", StringComparison.Ordinal)
        ? name.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)
        : name.Equals(host, StringComparison.OrdinalIgnoreCase);
}
