using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SmartReader;

namespace ResearchBot.Readers.Html;

/// <summary>Finds the article of a web page among its menus, teasers and banners.</summary>
internal static class WebPage
{
    /// <summary>Where a link keeps its target as the page writes it.</summary>
    public const string TargetAttribute = "data-file-target";

    /// <summary>A shorter text may be one of several parts of the article.</summary>
    private const int ShortArticle = 500;

    /// <summary>The most that a page without an article has in text.</summary>
    private const int ShortPage = 1_000;

    /// <summary>Whether an article is to be looked for: the page is long, and comes from a site rather than from a person's export.</summary>
    /// <param name="all">The length of what is read without searching.</param>
    public static bool HasArticle(IHtmlDocument document, int all) =>
        all >= ShortPage && document.QuerySelector("script, nav, link[rel=stylesheet], footer, [role=navigation]") is not null;

    /// <summary>Whether the article is less than the page must hold: it is short, or the page names a main part that has five times as much.</summary>
    /// <param name="all">The length of what is read without searching.</param>
    public static bool IsTooLittle(int article, int all, bool namesMain) => (article < ShortArticle && article * 2L < all) || (namesMain && article * 5L < all);

    /// <summary>The article; the document is not to be used for anything else afterwards.</summary>
    /// <param name="lines">Remembers the lines of what is moved.</param>
    public static IElement? FindArticle(IHtmlDocument document, SourceLines lines)
    {
        Mark(document, lines);
        IElement? article = null;
        using var reader = new Reader("https://page.invalid/", document);
        reader.AddCustomOperationEnd(element => article = element);
        reader.GetArticle();
        return article;
    }

    private static void Mark(IHtmlDocument document, SourceLines lines)
    {
        foreach (var step in NodeWalk.Over(document))
        {
            if (step is { Entering: true, Node: IElement element })
            {
                lines.Enter(element);
                if (element.GetAttribute("href") is { } target)
                {
                    element.SetAttribute(TargetAttribute, target);
                }
            }
            else if (step is { Entering: true, Node: ICharacterData data })
            {
                lines.Remember(data);
                lines.Pass(data.Data);
            }
        }
    }
}
