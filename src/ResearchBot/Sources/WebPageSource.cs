using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ResearchBot.Reading;

namespace ResearchBot.Sources;

/// <summary>One page or file of the web. Its key is its address.</summary>
internal sealed class WebPageSource(Uri url, PageFetcher pages) : DocumentSource
{
    public const string WebKind = "web";

    private SourceFile? _found;

    public override string Root => url.AbsoluteUri;
    public override SourceAddress Address => new(WebKind, url.AbsoluteUri);
    public override bool IsComplete => true;
    public override bool CanBeFollowed => true;

    /// <summary>Fetches it, so that a page that was never there is told at once.</summary>
    public override async Task<IReadOnlyList<SourceFile>> ListAsync(CancellationToken cancellationToken)
    {
        _found = await pages.FindAsync(url, cancellationToken);
        return [_found];
    }

    public override async Task<SourceFile?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var found = _found ?? await pages.FindAsync(url, cancellationToken);
        _found = null;
        return found;
    }
}

/// <summary>Opens pages by their addresses, where no other kind takes them.</summary>
internal sealed class WebPageOpener(PageFetcher pages, NetworkGuard guard) : SourceOpener
{
    public override string Kind => WebPageSource.WebKind;

    public override DocumentSource? Open(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) ? new WebPageSource(url, pages) : null;

    public override string? Recognise(TypedAddress typed)
    {
        guard.Check(typed.Url);
        return typed.Has("branch") || typed.Has("folder") || typed.Has("glob")
            ? throw new UserFacingException($"--branch, --folder and --glob are options of a repository, and {typed.Url.Host} is none (Sources:GitHubHosts, Sources:GitLabHosts).")
            : typed.Url.AbsoluteUri;
    }
}

/// <summary>Fetches pages as files to load. A page that a server says is the one from before is not fetched again.</summary>
internal sealed class PageFetcher(WebFetcher web, PageValidators validators, IOptions<ReadingOptions> reading)
{
    /// <summary>File name ends of the media types that a name may not show.</summary>
    private static readonly Dictionary<string, string> Ends = new()
    {
        ["text/html"] = ".html", ["application/xhtml+xml"] = ".html", ["application/pdf"] = ".pdf", ["text/markdown"] = ".md", ["text/plain"] = ".txt",
        ["application/json"] = ".json", ["text/csv"] = ".csv", ["application/epub+zip"] = ".epub", ["application/rtf"] = ".rtf", ["application/msword"] = ".doc",
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = ".docx",
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = ".xlsx",
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = ".pptx",
        ["application/vnd.oasis.opendocument.text"] = ".odt", ["image/png"] = ".png", ["image/jpeg"] = ".jpg",
        ["application/zip"] = ".zip", ["text/xml"] = ".xml", ["application/xml"] = ".xml",
    };

    private long MaxBytes => reading.Value.MaxFileMegabytes * 1024L * 1024;

    /// <summary>A page as a file. What goes wrong is told when the file is read.</summary>
    public async Task<SourceFile> FindAsync(Uri url, CancellationToken cancellationToken, TimeSpan pace = default)
    {
        try
        {
            var page = await FetchAsync(url, pace, validators.Find(url), cancellationToken);
            return ToFile(url, page, pace);
        }
        catch (UserFacingException wrong)
        {
            return Refused(url, wrong);
        }
    }

    /// <summary>The same, unless the page asks not to be kept.</summary>
    public async Task<SourceFile> FindIndexedAsync(Uri url, TimeSpan pace, string agent, CancellationToken cancellationToken)
    {
        try
        {
            var (page, links) = await FetchWithLinksAsync(url, pace, agent, cancellationToken);
            return links.IsIndexed ? ToFile(url, page, pace, links) : Refused(url, new UserFacingException("The page asks not to be kept (robots: noindex)."));
        }
        catch (UserFacingException wrong)
        {
            return Refused(url, wrong);
        }
    }

    /// <summary>Fetches a page, also if it did not change.</summary>
    /// <exception cref="UserFacingException">It cannot be had.</exception>
    public Task<WebPage> FetchAsync(Uri url, TimeSpan pace, CancellationToken cancellationToken) => FetchAsync(url, pace, known: null, cancellationToken);

    /// <summary>Fetches a page with the links in it, which are those from before where its server says that it did not change.</summary>
    /// <exception cref="UserFacingException">It cannot be had.</exception>
    public async Task<(WebPage Page, PageLinks Links)> FetchWithLinksAsync(Uri url, TimeSpan pace, string agent, CancellationToken cancellationToken)
    {
        var known = validators.Find(url) is { Links: not null } before ? before : null;
        var page = await FetchAsync(url, pace, known, cancellationToken);
        return (page, (int)page.Status == 304 && known is not null ? known.Links! : PageLinks.Of(page, agent));
    }

    /// <summary>A page that came as a file.</summary>
    /// <param name="url">Its address in the store, which is not always where it was found.</param>
    /// <param name="links">The links in it where they were read; null if they were not.</param>
    public SourceFile ToFile(Uri url, WebPage page, TimeSpan pace, PageLinks? links = null)
    {
        var name = NameOf(url, page.MediaType);
        var about = new Dictionary<string, string> { ["source"] = url.AbsoluteUri };
        if ((int)page.Status == 304)
        {
            return new SourceFile(url.AbsoluteUri, url.AbsoluteUri, async ending => new ReadOutcome<byte[]>(BytesOf(await FetchAsync(url, pace, ending)), null, null))
            {
                Name = name, About = about, Sha256 = validators.Find(url)?.Sha256,
            };
        }

        var bytes = BytesOf(page);
        validators.Keep(url, page, Convert.ToHexStringLower(SHA256.HashData(bytes)), links);
        if (page.Status != System.Net.HttpStatusCode.OK)
        {
            var wrong = page.ToException();
            return Refused(url, page.IsGone ? new UserFacingException($"{SourceFile.Gone} {wrong.Message}", isFailure: true) : wrong);
        }

        var outcome = bytes.Length == 0 ? new ReadOutcome<byte[]>(null, "The page is empty.", null)
            : new ReadOutcome<byte[]>(bytes, null, null);
        return new SourceFile(url.AbsoluteUri, url.AbsoluteUri, _ => Task.FromResult(outcome)) { Name = name, About = about };
    }

    private static SourceFile Refused(Uri url, UserFacingException wrong)
    {
        var outcome = wrong.IsFailure ? new ReadOutcome<byte[]>(null, null, wrong.Message) : new ReadOutcome<byte[]>(null, wrong.Message, null);
        return new SourceFile(url.AbsoluteUri, url.AbsoluteUri, _ => Task.FromResult(outcome));
    }

    private async Task<WebPage> FetchAsync(Uri url, TimeSpan pace, PageValidator? known, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string> { ["Accept"] = "text/html, application/xhtml+xml, */*;q=0.8" };
        if (known?.ETag is { } tag)
        {
            headers["If-None-Match"] = tag;
        }
        else if (known?.Modified is { } modified)
        {
            headers["If-Modified-Since"] = modified.ToString("r");
        }

        return await web.GetAsync(new FetchRequest(url, MaxBytes) { Headers = headers, Pace = pace }, cancellationToken);
    }

    /// <summary>The bytes to read: those of a text whose encoding the server states as UTF-8 with its mark, since its reader sees no headers.</summary>
    private static byte[] BytesOf(WebPage page)
    {
        if (page.Charset is null || !(page.IsHtml || page.MediaType?.StartsWith("text/", StringComparison.Ordinal) == true) || HasMark(page.Bytes))
        {
            return page.Bytes;
        }

        try
        {
            var encoding = (CodePagesEncodingProvider.Instance.GetEncoding(page.Charset) ?? Encoding.GetEncoding(page.Charset));
            return encoding.CodePage == Encoding.UTF8.CodePage ? page.Bytes : [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(encoding.GetString(page.Bytes))];
        }
        catch (ArgumentException)
        {
            return page.Bytes; // an encoding that nobody knows: the reader finds out
        }
    }

    private static bool HasMark(byte[] bytes) => bytes is [0xEF, 0xBB, 0xBF, ..] or [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..];

    /// <summary>The last part of the path with an end that fits the media type.</summary>
    private static string NameOf(Uri url, string? mediaType)
    {
        var name = Uri.UnescapeDataString(url.AbsolutePath.TrimEnd('/').Split('/')[^1]);
        name = string.Concat(name.Where(c => !char.IsControl(c) && c is not ('/' or '\\')));
        if (name.Length == 0)
        {
            name = url.Host;
        }

        return mediaType is not null && Ends.TryGetValue(mediaType, out var end) && (end == ".html" || !Path.HasExtension(name)) && !name.EndsWith(end, StringComparison.OrdinalIgnoreCase)
            ? name + end
            : name;
    }
}

/// <summary>Remembers by what marks servers recognise the pages that this process fetched, so that they send only those that changed. They are hints: what
/// changed is decided by the hash of the content.</summary>
internal sealed class PageValidators
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<string, PageValidator> _known = [];

    public PageValidator? Find(Uri url) => _known.GetValueOrDefault(url.AbsoluteUri);

    public void Keep(Uri url, WebPage page, string sha256, PageLinks? links)
    {
        if (page is not { Status: System.Net.HttpStatusCode.OK } || (page.ETag is null && page.Modified is null))
        {
            _known.TryRemove(url.AbsoluteUri, out _);
            return;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known[url.AbsoluteUri] = new PageValidator(page.ETag, page.Modified, sha256, links);
    }
}

/// <summary>The marks of a page as it was, the hash of what was read of it, and its links where they were read.</summary>
internal sealed record PageValidator(string? ETag, DateTimeOffset? Modified, string Sha256, PageLinks? Links);
