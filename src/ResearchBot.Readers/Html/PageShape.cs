using AngleSharp.Dom;

namespace ResearchBot.Readers.Html;

/// <summary>Which part of a page is its main text.</summary>
/// <param name="Boilerplate">Elements below the root that stand around the main text.</param>
/// <param name="LayoutTables">Tables that hold other tables, headings or preformatted text: their cells are blocks, not columns.</param>
internal sealed record PageShape(IElement Root, IReadOnlySet<IElement> Boilerplate, IReadOnlySet<IElement> LayoutTables)
{
    public bool Drops(IElement element) =>
        Visibility.IsHidden(element) || (MainOnly && (element.LocalName == "nav" || Boilerplate.Contains(element)));

    public bool MainOnly { get; private init; } = true;

    public PageShape Whole(IElement body) => this with { Root = body, MainOnly = false };
}
