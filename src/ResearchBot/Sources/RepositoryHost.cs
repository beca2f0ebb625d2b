using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ResearchBot.Sources;

/// <summary>What GitHub and GitLab have in common: an address names a repository, a commit is found for its branch, and an archive of it is served.</summary>
internal abstract partial class RepositoryHost(WebFetcher web, string token)
{
    protected const int MostAnswer = 1024 * 1024;

    private static readonly string[] NoRepositories = ["orgs", "topics", "features", "explore", "search", "settings", "marketplace", "users", "groups", "help", "dashboard", "api", "sponsors", "about"];

    /// <summary>The host of an address if the settings name it as GitHub's or GitLab's; else null.</summary>
    public static RepositoryHost? Find(Uri url, WebFetcher web, SourcesOptions options)
    {
        var (gitHub, gitLab) = (NetworkGuard.Entries(options.GitHubHosts).ToArray(), NetworkGuard.Entries(options.GitLabHosts).ToArray());
        return gitHub.Contains(url.Authority, StringComparer.OrdinalIgnoreCase) ? new GitHub(web, Token(gitHub, options.GitHubToken))
            : gitLab.Contains(url.Authority, StringComparer.OrdinalIgnoreCase) ? new GitLab(web, Token(gitLab, options.GitLabToken))
            : null;

        string Token(string[] hosts, string token) => url.Authority.Equals(hosts[0], StringComparison.OrdinalIgnoreCase) ? token : string.Empty;
    }

    /// <summary>The repository that an address names, also that of one of its folders in a browser; null if it names something else.</summary>
    public abstract RepositoryAddress? Read(TypedAddress typed);

    /// <summary>The commit that a branch, or the usual one, is at.</summary>
    /// <exception cref="UserFacingException">There is no such repository or branch.</exception>
    public abstract Task<string> FindCommitAsync(RepositoryAddress address, CancellationToken cancellationToken);

    /// <summary>Asks for the archive of a commit.</summary>
    public abstract FetchRequest Archive(RepositoryAddress address, string commit, long maxBytes);

    /// <summary>Where a person sees a file at a commit.</summary>
    public abstract string FileUrl(RepositoryAddress address, string commit, string file);

    protected abstract IReadOnlyDictionary<string, string> Headers(string token);

    protected FetchRequest Ask(string url, long maxBytes, params (string Name, string Value)[] headers)
    {
        var all = token.Length > 0 ? Headers(token).ToDictionary() : [];
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        return new FetchRequest(new Uri(url), maxBytes) { Headers = all };
    }

    protected async Task<string> AnswerAsync(RepositoryAddress address, FetchRequest request, CancellationToken cancellationToken)
    {
        var page = await web.GetAsync(request, cancellationToken);
        return (int)page.Status switch
        {
            200 => Encoding.UTF8.GetString(page.Bytes),
            404 or 409 or 422 => throw new UserFacingException(
                $"{address.Host} has no repository {address.Path}{(address.Branch is { } branch ? $" with a branch {branch}" : string.Empty)} that the bot may read. Check the address; a private one needs a token (docs/settings.md)."),
            403 or 429 => throw new UserFacingException($"{address.Host} wants fewer requests now, or does not show this to the bot ({(int)page.Status}). Try again later, or set a token (docs/settings.md).", isFailure: true),
            _ => throw page.ToException(),
        };
    }

    protected static string Checked(string commit) => Commit().IsMatch(commit)
        ? commit : throw new UserFacingException("The host of the repository names no commit.", isFailure: true);

    protected static RepositoryAddress? Create(TypedAddress typed, IReadOnlyList<string> path, string? branch, string? folder)
    {
        if (path.Count < 2 || NoRepositories.Contains(path[0]) || !path.All(part => Part().IsMatch(part)))
        {
            return null;
        }

        var name = path[^1].EndsWith(".git", StringComparison.Ordinal) ? path[^1][..^4] : path[^1];
        var plain = string.Join('/', path.SkipLast(1).Append(name));
        var options = typed.Options.ToDictionary();
        Add("branch", branch);
        Add("folder", folder);
        return new RepositoryAddress(typed.Url.Authority, plain, new TypedAddress(new Uri(typed.Url, "/" + plain), options));

        void Add(string option, string? value)
        {
            if (value is { Length: > 0 })
            {
                options.TryAdd(option, Uri.UnescapeDataString(value));
            }
        }
    }

    protected static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex Part();

    [GeneratedRegex(@"^[0-9a-f]{7,64}\z")]
    private static partial Regex Commit();

    /// <summary>GitHub, and GitHub Enterprise, whose interface is on the same host.</summary>
    private sealed class GitHub(WebFetcher web, string token) : RepositoryHost(web, token)
    {
        public override RepositoryAddress? Read(TypedAddress typed) => typed.Url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var owner, var name] => Create(typed, [owner, name], null, null),
            [var owner, var name, "tree", var branch, .. var folder] => Create(typed, [owner, name], branch, string.Join('/', folder)),
            _ => null,
        };

        public override async Task<string> FindCommitAsync(RepositoryAddress address, CancellationToken cancellationToken) => Checked((await AnswerAsync(
            address, Ask($"{Api(address)}/commits/{Uri.EscapeDataString(address.Branch ?? "HEAD")}", MostAnswer, ("Accept", "application/vnd.github.sha")), cancellationToken)).Trim());

        public override FetchRequest Archive(RepositoryAddress address, string commit, long maxBytes) => Ask($"{Api(address)}/tarball/{commit}", maxBytes);

        public override string FileUrl(RepositoryAddress address, string commit, string file) =>
            $"{address.Typed.Url.Scheme}://{address.Host}/{address.Path}/blob/{commit}/{Escape(file)}";

        protected override IReadOnlyDictionary<string, string> Headers(string token) => new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" };

        private static string Api(RepositoryAddress address) => address.Host.Equals("github.com", StringComparison.OrdinalIgnoreCase)
            ? $"https://api.github.com/repos/{address.Path}"
            : $"{address.Typed.Url.Scheme}://{address.Host}/api/v3/repos/{address.Path}";
    }

    /// <summary>GitLab, its own or somebody's.</summary>
    private sealed class GitLab(WebFetcher web, string token) : RepositoryHost(web, token)
    {
        public override RepositoryAddress? Read(TypedAddress typed)
        {
            var parts = typed.Url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var dash = Array.IndexOf(parts, "-");
            return dash < 0 ? Create(typed, parts, null, null)
                : parts[(dash + 1)..] is ["tree", var branch, .. var folder] ? Create(typed, parts[..dash], branch, string.Join('/', folder)) : null;
        }

        public override async Task<string> FindCommitAsync(RepositoryAddress address, CancellationToken cancellationToken)
        {
            var answer = await AnswerAsync(address, Ask($"{Api(address)}/commits/{Uri.EscapeDataString(address.Branch ?? "HEAD")}", MostAnswer), cancellationToken);
            try
            {
                using var json = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = 16 });
                return Checked(json.RootElement.GetProperty("id").GetString() ?? string.Empty);
            }
            catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new UserFacingException($"{address.Host} gave an answer that is not GitLab's.", isFailure: true, broken);
            }
        }

        public override FetchRequest Archive(RepositoryAddress address, string commit, long maxBytes) => Ask($"{Api(address)}/archive.tar.gz?sha={commit}", maxBytes);

        public override string FileUrl(RepositoryAddress address, string commit, string file) =>
            $"{address.Typed.Url.Scheme}://{address.Host}/{address.Path}/-/blob/{commit}/{Escape(file)}";

        protected override IReadOnlyDictionary<string, string> Headers(string token) => new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" };

        private static string Api(RepositoryAddress address) =>
            $"{address.Typed.Url.Scheme}://{address.Host}/api/v4/projects/{Uri.EscapeDataString(address.Path)}/repository";
    }
}
