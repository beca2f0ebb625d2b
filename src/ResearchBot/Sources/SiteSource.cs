namespace ResearchBot.Sources;

/// <summary>The pages of one host that are found from a start page, by links and the site's map, as far as robots.txt allows.</summary>
internal sealed class SiteSource(TypedAddress typed, PageFetcher pages, IOptions<SourcesOptions> options) : DocumentSource
{
    public const string SiteKind = "site";

    private const long MostKeptBytes = 64L * 1024 * 1024; // of pages between listing and loading; the others are fetched again

    private readonly Dictionary<string, SourceFile> _kept = [];
    private RobotsRules? _robots;
    private bool _isWhole;

    public override string Root => typed.ToString();
    public override SourceAddress Address => new(SiteKind, typed.ToString());
    public override bool IsComplete => _isWhole;
    public override bool CanBeFollowed => true;

    /// <exception cref="UserFacingException">The start page cannot be had, or robots.txt shuts it.</exception>
    public override async Task<IReadOnlyList<SourceFile>> ListAsync(CancellationToken cancellationToken)
    {
        _kept.Clear();
        _robots = await ReadRobotsAsync(cancellationToken);
        if (!_robots.Allows(typed.Url))
        {
            throw new UserFacingException($"{typed.Url.Host} does not want programs to read this address (robots.txt).");
        }

        var crawl = new SiteCrawl(typed, _robots, pages, options.Value);
        await crawl.RunAsync(cancellationToken);
        _isWhole = crawl.IsWhole;
        var kept = 0L;
        foreach (var (url, page) in crawl.Files)
        {
            kept += page.Bytes;
            if (page.Read is not null && kept <= MostKeptBytes)
            {
                _kept[url] = page.Read;
            }
        }

        var listed = crawl.Files.Keys.Select(url => new SourceFile(url, url, _ => Task.FromResult(new ReadOutcome<byte[]>(null, null, SourceFile.Gone)))).ToList();
        if (crawl.IsCut)
        {
            listed.Add(Cut());
        }

        return [.. listed.OrderBy(file => file.Key, StringComparer.Ordinal)];
    }

    public override async Task<SourceFile?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (key == CutKey)
        {
            return Cut();
        }

        if (_kept.Remove(key, out var kept))
        {
            return kept;
        }

        _robots ??= await ReadRobotsAsync(cancellationToken);
        return Uri.TryCreate(key, UriKind.Absolute, out var url) ? await pages.FindIndexedAsync(url, _robots.Delay, options.Value.Agent, cancellationToken) : null;
    }

    private string CutKey => typed.Url.AbsoluteUri + "#more";

    /// <summary>Tells that there is more.</summary>
    private SourceFile Cut() => new(CutKey, CutKey, _ => Task.FromResult(new ReadOutcome<byte[]>(
        null, $"The site has more pages than {options.Value.MaxPagesPerSite} (Sources:MaxPagesPerSite); those beyond are not loaded. Name a part of it with --below.", null)));

    private async Task<RobotsRules> ReadRobotsAsync(CancellationToken cancellationToken)
    {
        var page = await pages.FetchAsync(new Uri(typed.Url, "/robots.txt"), TimeSpan.Zero, cancellationToken);
        return (int)page.Status switch
        {
            200 => RobotsRules.Read(page.Bytes, options.Value.Agent),
            >= 400 and < 500 and not 429 => RobotsRules.Open,
            _ => throw new UserFacingException($"{typed.Url.Host} does not say now what programs may read (robots.txt: {(int)page.Status}). Try again later.", isFailure: true),
        };
    }
}

/// <summary>Opens sites: web addresses that were named with --depth or --below.</summary>
internal sealed class SiteOpener(PageFetcher pages, NetworkGuard guard, IOptions<SourcesOptions> options) : SourceOpener
{
    private const int Deepest = 100;

    public override string Kind => SiteSource.SiteKind;

    public override DocumentSource? Open(string text) => TypedAddress.Parse(text) is { } typed ? new SiteSource(typed, pages, options) : null;

    public override string? Recognise(TypedAddress typed)
    {
        if (!typed.Has("depth") && !typed.Has("below"))
        {
            return null;
        }

        guard.Check(typed.Url);
        return typed.Value("depth") is { } depth && !(int.TryParse(depth, out var links) && links is > 0 and <= Deepest)
            ? throw new UserFacingException($"depth may be {Deepest} at most.")
            : typed.ToString();
    }
}

/// <summary>Walks through a site page by page, nearest first, and lists what it finds.</summary>
internal sealed class SiteCrawl(TypedAddress typed, RobotsRules robots, PageFetcher pages, SourcesOptions options)
{
    private const int MostSitemaps = 50;

    private readonly int _deepest = int.TryParse(typed.Value("depth"), out var depth) ? depth : int.MaxValue;
    private readonly Queue<(Uri Url, int Depth)> _open = new();
    private SiteScope _scope = new(typed.Url, typed.Has("below"));

    /// <summary>The pages by their addresses, with what was read of them where it was.</summary>
    public Dictionary<string, CrawledPage> Files { get; } = [];

    /// <summary>Whether nothing is missing that may be back the next time.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Whether there is more than may be listed.</summary>
    public bool IsCut { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        await ReadSitemapsAsync(cancellationToken);
        while (_open.TryDequeue(out var next))
        {
            if (Files.Count >= options.MaxPagesPerSite)
            {
                (IsCut, IsWhole) = (true, false);
                return;
            }

            if (next.Depth < _deepest)
            {
                await VisitAsync(next.Url, next.Depth, cancellationToken);
            }
            else
            {
                Files.TryAdd(next.Url.AbsoluteUri, default);
            }
        }
    }

    /// <summary>Reads the start page, which has to be there; a redirect leads to where the site is.</summary>
    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var (page, links) = await pages.FetchWithLinksAsync(typed.Url, robots.Delay, options.Agent, cancellationToken);
        if ((int)page.Status is not (200 or 304))
        {
            throw page.ToException();
        }

        _scope = page.Url.Authority == typed.Url.Authority ? _scope : new SiteScope(page.Url, typed.Has("below"));
        _scope.Enter(typed.Url);
        Take(_scope.Enter(page.Url) ?? page.Url, page, links, 0);
    }

    private async Task VisitAsync(Uri url, int depth, CancellationToken cancellationToken)
    {
        try
        {
            var (page, links) = await pages.FetchWithLinksAsync(url, robots.Delay, options.Agent, cancellationToken);
            if (page.IsGone)
            {
                return;
            }

            if (page.Url.AbsoluteUri != url.AbsoluteUri)
            {
                if (_scope.Contains(page.Url) is not { } there || !robots.Allows(there))
                {
                    return; // it leads out of the site
                }

                _scope.Enter(there);
                url = there;
            }

            Take(url, page, links, depth);
        }
        catch (UserFacingException)
        {
            Files.TryAdd(url.AbsoluteUri, default); // told when it is loaded
            IsWhole = false;
        }
    }

    /// <summary>Lists a page under the address that it states for itself, and goes on to its links.</summary>
    private void Take(Uri url, WebPage page, PageLinks links, int depth)
    {
        if (links.Canonical is { } stated && _scope.Contains(stated) is { } canonical && robots.Allows(canonical))
        {
            _scope.Enter(canonical);
            url = canonical;
        }

        if (links.IsIndexed && !Files.ContainsKey(url.AbsoluteUri))
        {
            Files[url.AbsoluteUri] = new CrawledPage(pages.ToFile(url, page, robots.Delay, links), page.Bytes.Length);
        }

        foreach (var link in links.Links)
        {
            Follow(link, depth + 1);
        }
    }

    private void Follow(Uri link, int depth)
    {
        if (depth <= _deepest && _open.Count + Files.Count <= 4L * options.MaxPagesPerSite && _scope.Enter(link) is { } found && robots.Allows(found))
        {
            _open.Enqueue((found, depth));
        }
    }

    /// <summary>Takes the pages of the site's maps as links of its start page.</summary>
    private async Task ReadSitemapsAsync(CancellationToken cancellationToken)
    {
        var (open, known) = (new Queue<Uri>(), new HashSet<string>());
        foreach (var named in robots.Sitemaps.DefaultIfEmpty("/sitemap.xml"))
        {
            Add(named);
        }

        while (open.TryDequeue(out var map))
        {
            Sitemap read;
            try
            {
                var page = await pages.FetchAsync(map, robots.Delay, cancellationToken);
                read = (int)page.Status == 200 && !page.IsHtml ? Sitemap.Read(page.Bytes) : new Sitemap([], []);
            }
            catch (UserFacingException)
            {
                IsWhole = false;
                continue;
            }

            foreach (var further in read.Sitemaps)
            {
                Add(further);
            }

            foreach (var listed in read.Pages)
            {
                if (Uri.TryCreate(_scope.Start, listed, out var page))
                {
                    Follow(page, 1);
                }
            }
        }

        void Add(string named)
        {
            if (known.Count < MostSitemaps && Uri.TryCreate(_scope.Start, named, out var map) && map.Authority == _scope.Start.Authority && known.Add(map.AbsoluteUri))
            {
                open.Enqueue(map);
            }
        }
    }
}

/// <summary>A page that a crawl found; without what was read where it was only named.</summary>
internal readonly record struct CrawledPage(SourceFile? Read, long Bytes);
