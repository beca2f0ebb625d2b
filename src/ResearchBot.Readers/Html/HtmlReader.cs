using System.Buffers;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Text;

namespace ResearchBot.Readers.Html;

/// <summary>Web pages: the main text that a person sees, in blocks; headings become sections.</summary>
public sealed class HtmlReader : DocumentReader
{
    public override IReadOnlyList<string> Extensions { get; } = [".html", ".htm"];

    public override ReadDocument Read(FileToRead file)
    {
        var source = LineEnds.ToLineFeed(TextDecoder.Decode(file.Content, HtmlCharset.Declared(file.Content)));
        var document = HtmlSource.Parse(source);
        var body = document.Body ?? document.DocumentElement;
        var shape = PageMeasure.Of(body);
        var lines = new SourceLines(source);
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        HtmlBlocks.Write(builder, shape, lines);
        if (builder.Blocks.Count == 0)
        {
            HtmlBlocks.Write(builder, shape.Whole(body), lines);
        }

        if (builder.Blocks.Count == 0)
        {
            throw new RefusalException("The page has no text that a person can see.");
        }

        var facts = PageFacts.Of(document);
        var about = About(facts, document); // before an article is looked for, which takes the page apart
        var top = builder.FirstHeading();
        return (Article(document, shape, source, builder, file.Limits) ?? builder).Build(facts.Title ?? top, facts.Published, about);
    }

    /// <summary>The article of a web page, whose heading is its title; null if there is none.</summary>
    private static DocumentBuilder? Article(IHtmlDocument document, PageShape shape, string source, DocumentBuilder all, ReadingLimits limits)
    {
        if (!WebPage.HasArticle(document, all.Length))
        {
            return null;
        }

        var lines = new SourceLines(source);
        var isMain = shape.Root != document.Body;
        if (WebPage.FindArticle(document, lines) is not { } article)
        {
            return null;
        }

        var builder = new DocumentBuilder(limits.MaxCharacters);
        HtmlBlocks.Write(builder, PageMeasure.Of(article).Whole(article), lines);
        return WebPage.IsTooLittle(builder.Length, all.Length, isMain) ? null : builder;
    }

    private static Dictionary<string, string> About(PageFacts facts, IHtmlDocument document)
    {
        var about = new Dictionary<string, string>();
        Add("title", facts.Title);
        Add("author", facts.Author);
        Add("outlet", facts.Outlet);
        Add("published", facts.Published);
        Add("language", StatedText.Clean(document.DocumentElement?.GetAttribute("lang") ?? "") is { Length: > 0 } language ? language : null);
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

/// <summary>Parses HTML.</summary>
internal static class HtmlSource
{
    /// <param name="source">The file with LF line ends.</param>
    /// <exception cref="RefusalException">The page is nested too deeply.</exception>
    public static IHtmlDocument Parse(string source) => new HtmlParser(new HtmlParserOptions
    {
        IsScripting = false,
        IsKeepingSourceReferences = true,
        OnCreated = new NestingGuard().Created,
    }).ParseDocument(source);
}

/// <summary>The encoding that a page names in its head.</summary>
internal static class HtmlCharset
{
    /// <summary>Bytes looked at; browsers look at 1,024.</summary>
    private const int Head = 4096;

    private const string Key = "charset";

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\n\r\"';/");

    static HtmlCharset() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <returns>The named encoding, made strict, or null if none or an unknown one is named.</returns>
    public static Encoding? Declared(ReadOnlySpan<byte> content)
    {
        var head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, Head)]);
        for (var at = head.IndexOf("<meta", StringComparison.OrdinalIgnoreCase); at >= 0;
             at = head.IndexOf("<meta", at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = head.IndexOf('>', at);
            var tag = end < 0 ? head.AsSpan(at) : head.AsSpan(at, end - at);
            var key = tag.IndexOf(Key, StringComparison.OrdinalIgnoreCase);
            if (key >= 0 && Named(tag[(key + Key.Length)..]) is { } encoding)
            {
                return encoding;
            }
        }

        return null;
    }

    private static Encoding? Named(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        if (rest is not ['=', ..])
        {
            return null;
        }

        rest = rest[1..].TrimStart(" \t\n\r\"'");
        var end = rest.IndexOfAny(NameEnds);
        var name = (end < 0 ? rest : rest[..end]).ToString();
        return TextEncoding.IsSupported(name)
            ? Encoding.GetEncoding(TextEncoding.Resolve(name).CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
            : null;
    }
}

/// <summary>Stops the parser inside a page that is nested too deeply. AngleSharp's work grows with the number of open elements (100,000 nested
/// elements take over 40 s), and it calls this for each one, so the tree itself is measured while it grows.</summary>
internal sealed class NestingGuard
{
    /// <summary>AngleSharp hangs elements below depth 512 beside each other, so open elements no longer show as depth.</summary>
    private const int Deep = 500;

    private const int MaxDeepElements = 2000;

    /// <summary>Sum of the depths of all elements; a page of 100,000 elements at depth 30 has 3 million.</summary>
    private const int MaxWork = 30_000_000;

    /// <summary>A copy is a new object, not a step: 300,000 of them are the limit.</summary>
    private const int CopyWork = 100;

    private IElement? _last;
    private int _deepElements;
    private int _work;

    /// <summary>To be called when an element is created; looks at the one before, which is in the tree by now.</summary>
    /// <exception cref="RefusalException">The page is too deep.</exception>
    public void Created(IElement element, TextPosition position)
    {
        var depth = 0;
        for (INode? above = _last; above is not null; above = above.Parent)
        {
            depth++;
        }

        _deepElements += depth > Deep ? 1 : 0;
        _work += depth + 1;

        // Unclosed <b>, <i> and the like are copied into every new block; the copies hang below it and are not announced.
        for (var copy = _last?.FirstChild as IElement; copy is not null; copy = copy.FirstChild as IElement)
        {
            _work += CopyWork;
        }

        if (_deepElements > MaxDeepElements || _work > MaxWork)
        {
            throw new RefusalException("The page is nested too deeply.");
        }

        _last = element;
    }
}
