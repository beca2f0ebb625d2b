using AngleSharp.Dom;

namespace ResearchBot.Readers.Html;

/// <summary>What a page states about itself in its head, its linked data and its article's header.</summary>
internal sealed class PageFacts
{
    private static readonly string[] DateKeys =
    [
        "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date",
        "dcterms.issued", "dcterms.created", "publish-date", "publish_date", "publishdate", "publication_date", "pubdate",
        "parsely-pub-date", "sailthru.date", "citation_publication_date",
    ];

    private readonly Dictionary<string, string> _metas = [];
    private string? _title;
    private string? _linkedDate;
    private string? _timeElement;
    private int _articles;
    private int _headers;

    /// <summary>og:title, else the title element.</summary>
    public string? Title => _metas.GetValueOrDefault("og:title") ?? _title;

    /// <summary>The name of a person, where the page names one.</summary>
    public string? Author => _metas.GetValueOrDefault("author");

    public string? Outlet => _metas.GetValueOrDefault("og:site_name");

    public string? Published => DateKeys.Select(key => _metas.GetValueOrDefault(key))
        .Concat([_linkedDate, _timeElement])
        .Select(StatedDate.ToIso)
        .FirstOrDefault(date => date is not null);

    public static PageFacts Of(IDocument document)
    {
        var facts = new PageFacts();
        foreach (var step in NodeWalk.Over(document))
        {
            if (step.Node is IElement element)
            {
                facts.Take(element, step.Entering);
            }
        }

        return facts;
    }

    private void Take(IElement element, bool entering)
    {
        switch (element.LocalName)
        {
            case "article":
                _articles += entering ? 1 : -1;
                break;
            case "header" when _articles > 0:
                _headers += entering ? 1 : -1;
                break;
            case "meta" when entering:
                Meta(element);
                break;
            case "title" when entering && element.ParentElement?.LocalName == "head":
                _title ??= Stated(element.TextContent);
                break;
            case "script" when entering && element.GetAttribute("type")?.Trim() is "application/ld+json":
                _linkedDate ??= LinkedDate.Find(element.TextContent);
                break;
            case "time" when entering && (_headers > 0 || element.HasAttribute("pubdate")):
                _timeElement ??= element.GetAttribute("datetime");
                break;
        }
    }

    private void Meta(IElement meta)
    {
        var key = meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop");
        if (key is not null && Stated(meta.GetAttribute("content")) is { } value)
        {
            _metas.TryAdd(key.Trim().ToLowerInvariant(), value);
        }
    }

    private static string? Stated(string? text) => StatedText.Clean(text ?? "") is { Length: > 0 } clean ? clean : null;
}

/// <summary>The publication date in a page's JSON-LD.</summary>
internal static class LinkedDate
{
    private const string Key = "\"datePublished\"";

    /// <summary>Searches the string, since pages often hold JSON that no parser takes.</summary>
    /// <returns>The value of the first <c>datePublished</c> as it is written, or null.</returns>
    public static string? Find(string json)
    {
        var at = json.IndexOf(Key, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var rest = json.AsSpan(at + Key.Length).TrimStart();
        if (rest is not [':', ..])
        {
            return null;
        }

        rest = rest[1..].TrimStart();
        var end = rest is ['"', ..] ? rest[1..].IndexOf('"') : -1;
        return end < 0 ? null : rest.Slice(1, end).ToString();
    }
}
