using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ResearchBot.Readers.Decoding;

namespace ResearchBot.Readers.Html;

/// <summary>Web pages: the main text that a person sees, in blocks; headings become sections.</summary>
public sealed class HtmlReader : DocumentReader
{
    public override IReadOnlyList<string> Extensions { get; } = [".html", ".htm"];

    public override ReadDocument Read(ReadOnlySpan<byte> content)
    {
        var source = LineEnds.ToLineFeed(TextDecoder.Decode(content, HtmlCharset.Declared(content)));
        var document = Parse(source);
        var body = document.Body ?? document.DocumentElement;
        var shape = PageMeasure.Of(body);
        var page = PageText.Write(shape, source);
        if (page.Places.Count == 0)
        {
            page = PageText.Write(shape.Whole(body), source);
        }

        if (string.IsNullOrWhiteSpace(page.Text))
        {
            throw new RefusalException("The page has no text that a person can see.");
        }

        var facts = PageFacts.Of(document);
        return new ReadDocument(page.Text, facts.Title ?? page.FirstTopHeading, facts.Published, About(facts), page.Places);
    }

    private static IDocument Parse(string source) => new HtmlParser(new HtmlParserOptions
    {
        IsScripting = false,
        IsKeepingSourceReferences = true,
        OnCreated = new NestingGuard().Created,
    }).ParseDocument(source);

    private static Dictionary<string, string> About(PageFacts facts)
    {
        var about = new Dictionary<string, string>();
        Add("title", facts.Title);
        Add("author", facts.Author);
        Add("outlet", facts.Outlet);
        Add("published", facts.Published);
        return about;

        void Add(string key, string? value)
        {
            if (value is not null)
            {
                about.Add(key, value);
            }
        }
    }
}
