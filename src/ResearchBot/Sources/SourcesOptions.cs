using System.ComponentModel.DataAnnotations;
using System.Net;
using ResearchBot.Configuration;

namespace ResearchBot.Sources;

/// <summary>Registers where documents come from: this machine, the web, repositories and archives.</summary>
internal static class SourceRegistration
{
    public static IHostApplicationBuilder AddSources(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<SourcesOptions, SourcesOptionsValidator>("Sources");
        builder.Services
            .AddSingleton<SourceOpener, FolderOpener>()
            .AddSingleton<SourceOpener, RepositoryOpener>()
            .AddSingleton<SourceOpener, SiteOpener>()
            .AddSingleton<SourceOpener, WebPageOpener>()
            .AddSingleton<NetworkGuard>()
            .AddSingleton<WebFetcher>()
            .AddSingleton<PageValidators>()
            .AddSingleton<PageFetcher>()
            .AddSingleton<SeedLoader>();
        return builder;
    }
}

/// <summary>What may be fetched from the web, and how (section <c>Sources</c>). Nobody changes it from a chat.</summary>
public sealed class SourcesOptions
{
    /// <summary>Hosts and networks of the own network that may be fetched from, with commas between them: <c>wiki.intranet</c>, <c>wiki.intranet:8443</c>,
    /// <c>*.corp.example</c>, <c>10.20.0.0/16</c>. Everything else must have a global address.</summary>
    public string AllowedHosts { get; set; } = string.Empty;

    /// <summary>Whether addresses that begin with http:// are fetched.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>The proxy to the web, such as <c>http://proxy.intranet:3128</c>; it then decides what may be reached.</summary>
    public string Proxy { get; set; } = string.Empty;

    /// <summary>How the bot names itself to web servers; its first word is its name in robots.txt.</summary>
    [RegularExpression("^[A-Za-z][A-Za-z-]*[ -~]*$", ErrorMessage = "must be a line of plain characters that begins with a name")]
    public string UserAgent { get; set; } = "ResearchBot/1.0";

    internal string Agent => UserAgent.Split('/', ' ')[0];

    /// <summary>How long one page may take.</summary>
    [Range(1, 600)]
    public int DeadlineSeconds { get; set; } = 30;

    /// <summary>Requests to one host in a second; 0 means no limit.</summary>
    [Range(0, 1_000)]
    public int RequestsPerSecond { get; set; } = 4;

    /// <summary>Pages of one site.</summary>
    [Range(1, 100_000)]
    public int MaxPagesPerSite { get; set; } = 1_000;

    /// <summary>How large a repository may be, packed and unpacked.</summary>
    [Range(1, 10_000)]
    public int MaxRepositoryMegabytes { get; set; } = 500;

    /// <summary>Hosts of GitHub, with commas between them: github.com and those of GitHub Enterprise.</summary>
    public string GitHubHosts { get; set; } = "github.com";

    /// <summary>Hosts of GitLab, with commas between them.</summary>
    public string GitLabHosts { get; set; } = "gitlab.com";

    /// <summary>A secret, for private repositories: it goes to the first of <see cref="GitHubHosts"/> alone.</summary>
    public string GitHubToken { get; set; } = string.Empty;

    /// <summary>A secret, for private repositories: it goes to the first of <see cref="GitLabHosts"/> alone.</summary>
    public string GitLabToken { get; set; } = string.Empty;
}

[OptionsValidator]
internal sealed partial class SourcesAttributesValidator : IValidateOptions<SourcesOptions>;

/// <summary>Checks what attributes cannot say.</summary>
internal sealed class SourcesOptionsValidator : IValidateOptions<SourcesOptions>
{
    public ValidateOptionsResult Validate(string? name, SourcesOptions options)
    {
        var attributes = new SourcesAttributesValidator().Validate(name, options);
        if (attributes.Failed)
        {
            return attributes;
        }

        var wrong = NetworkGuard.Entries(options.AllowedHosts).Where(entry => entry.Contains('/', StringComparison.Ordinal) && !IPNetwork.TryParse(entry, out _)).ToArray();
        return wrong.Length > 0 ? ValidateOptionsResult.Fail($"AllowedHosts: “{wrong[0]}” is no network, such as 10.20.0.0/16")
            : options.Proxy.Length > 0 && !(Uri.TryCreate(options.Proxy, UriKind.Absolute, out var proxy) && proxy.Scheme is "http" or "https") ? ValidateOptionsResult.Fail("Proxy must be an address such as http://proxy.intranet:3128")
            : ValidateOptionsResult.Success;
    }
}
