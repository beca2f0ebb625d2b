using System.Text.RegularExpressions;

namespace ResearchBot.Sources;

/// <summary>Which addresses belong to a site, each once. Addresses without end, as calendars and filters make them, are bounded.</summary>
internal sealed partial class SiteScope
{
    private const int LongestPath = 1_000;
    private const int MostQueriesOfAPath = 25;
    private const int MostOfAShape = 200;
    private const int MostRepeats = 3;

    private static readonly HashSet<string> NoDocuments = new(StringComparer.OrdinalIgnoreCase)
    {
        ".css", ".js", ".mjs", ".map", ".ico", ".svg", ".gif", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".woff", ".woff2", ".ttf", ".otf", ".eot",
        ".mp3", ".mp4", ".m4a", ".m4v", ".avi", ".mov", ".ogg", ".ogv", ".wav", ".webm", ".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".exe", ".msi", ".dmg",
        ".deb", ".rpm", ".apk", ".iso", ".jar", ".bin", ".rss", ".atom",
    };

    private readonly HashSet<string> _entered = [];
    private readonly Dictionary<string, int> _queries = [];
    private readonly Dictionary<string, int> _shapes = [];
    private readonly string _below;

    /// <param name="below">Whether only what is below the start's path belongs to it.</param>
    public SiteScope(Uri start, bool below)
    {
        Start = start;
        var path = start.AbsolutePath;
        _below = !below ? "/" : path.EndsWith('/') ? path : Path.HasExtension(path) ? path[..(path.LastIndexOf('/') + 1)] : path + "/";
    }

    public Uri Start { get; }

    /// <summary>The address as the site has it once, if it belongs to it; else null.</summary>
    public Uri? Contains(Uri url)
    {
        var plain = Normalize(url);
        var path = plain.AbsolutePath;
        return plain.Authority == Start.Authority && plain.Scheme == Start.Scheme
            && (path.StartsWith(_below, StringComparison.Ordinal) || path + "/" == _below)
            && path.Length <= LongestPath && !NoDocuments.Contains(Path.GetExtension(path))
            ? plain : null;
    }

    /// <summary>The same, the first time only, and null where there are too many like it.</summary>
    public Uri? Enter(Uri url)
    {
        if (Contains(url) is not { } plain || !_entered.Add(plain.AbsoluteUri))
        {
            return null;
        }

        var (path, segments) = (plain.AbsolutePath, plain.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries));
        return (plain.Query.Length == 0 || Count(_queries, path) <= MostQueriesOfAPath)
            && (Digits().Count(path) < 2 || Count(_shapes, Digits().Replace(path, "0")) <= MostOfAShape)
            && segments.GroupBy(segment => segment).All(same => same.Count() <= MostRepeats)
            ? plain : null;
    }

    private static int Count(Dictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;

    /// <summary>Without a fragment, the marks of campaigns and the ids of sessions, and in the scheme of the start.</summary>
    private Uri Normalize(Uri url)
    {
        var query = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !Marks().IsMatch(part)).ToArray();
        var plain = new UriBuilder(url) { Fragment = string.Empty, Query = string.Join('&', query), Path = Session().Replace(url.AbsolutePath, string.Empty) };
        if (plain.Host == Start.Host && url.IsDefaultPort && Start.IsDefaultPort)
        {
            (plain.Scheme, plain.Port) = (Start.Scheme, Start.Port);
        }

        return plain.Uri;
    }

    [GeneratedRegex("^(utm_[a-z_]+|fbclid|gclid|mc_cid|mc_eid|phpsessid|jsessionid|sessionid|sid|replytocom)(=|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Marks();

    [GeneratedRegex(";jsessionid=[^/?]*", RegexOptions.IgnoreCase)]
    private static partial Regex Session();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
