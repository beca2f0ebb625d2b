using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ResearchBot.Readers;

/// <summary>Markdown: stored raw, without its front matter; headings become sections.</summary>
public sealed class MarkdownReader : DocumentReader
{
    public override IReadOnlyList<string> Extensions { get; } = [".md", ".markdown"];

    public override ReadDocument Read(FileToRead file)
    {
        var source = LineEnds.ToLineFeed(TextDecoder.Decode(file.Content));
        var front = FrontMatter.Read(source);
        var text = source[front.Length..];
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new RefusalException("The file has front matter, but no text.");
        }

        var headings = MarkdownHeadings.Find(text);
        var about = About(front);
        var published = StatedDate.ToIso(about.GetValueOrDefault("published"));
        if (published is not null)
        {
            about["published"] = published;
        }

        var title = Stated(front, "title") ?? about.GetValueOrDefault("title") ?? headings.FirstOrDefault(heading => heading.Level == 1)?.Text;
        var end = text.AsSpan().TrimEnd().Length;
        return new ReadDocument(text, Blocks(headings, end), [new PlaceMark(0) { Line = front.Lines + 1 }]) { Title = title, Published = published, About = about };
    }

    private static Dictionary<string, string> About(FrontMatter front)
    {
        var about = new Dictionary<string, string>();
        Take("title", "about.title");
        Take("author", "about.author", "author");
        Take("outlet", "about.outlet", "outlet");
        Take("published", "about.published", "published", "date");
        return about;

        void Take(string name, params ReadOnlySpan<string> keys)
        {
            foreach (var key in keys)
            {
                if (Stated(front, key) is { } value)
                {
                    about.Add(name, value);
                    return;
                }
            }
        }
    }

    private static string? Stated(FrontMatter front, string key) =>
        front.Values.TryGetValue(key, out var value) && StatedText.Clean(value) is { Length: > 0 } clean ? clean : null;

    private static List<Block> Blocks(IReadOnlyList<Heading> headings, int end)
    {
        var blocks = new List<Block>();
        var at = 0;
        foreach (var heading in headings)
        {
            if (heading.Start > at)
            {
                blocks.Add(new Block(BlockKind.Paragraph, at, heading.Start - at));
            }

            blocks.Add(new Block(BlockKind.Heading, heading.Start, heading.Length) { Level = heading.Level, Label = heading.Text });
            at = heading.Start + heading.Length;
        }

        if (end > at)
        {
            blocks.Add(new Block(BlockKind.Paragraph, at, end - at));
        }

        return blocks;
    }
}

/// <summary>Finds the headings of a Markdown text as CommonMark sees them, so that a # in a code block is none.</summary>
internal static class MarkdownHeadings
{
    private static readonly MarkdownPipeline BlocksOnly = Blocks();

    /// <returns>The headings that stand in no quotation and no list, in order.</returns>
    /// <exception cref="RefusalException">Quotations or lists are nested deeper than Markdig's limit.</exception>
    public static IReadOnlyList<Heading> Find(string text)
    {
        var headings = new List<Heading>();
        foreach (var block in Parse(text).OfType<HeadingBlock>())
        {
            var words = HeadingText.Plain(text.AsSpan(block.Span.Start, block.Span.Length));
            if (words.Length > 0)
            {
                headings.Add(new Heading(block.Span.Start, block.Span.Length, block.Level, words));
            }
        }

        return headings;
    }

    private static MarkdownDocument Parse(string text)
    {
        try
        {
            return Markdig.Markdown.Parse(WithoutReferences(text), BlocksOnly);
        }
        catch (ArgumentException)
        {
            throw new RefusalException("The quotations or lists are nested too deeply.");
        }
    }

    /// <summary>Reference definitions cost Markdig quadratic time (100,000 of them 19 s) and matter to no heading. They start with a bracket after
    /// white space or a quotation's mark; another letter there keeps every offset.</summary>
    private static string WithoutReferences(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        source.CopyTo(target);
        for (var i = 0; i < target.Length; i++)
        {
            if (target[i] == '[' && (i == 0 || target[i - 1] is '\n' or ' ' or '\t' or '>'))
            {
                target[i] = 'x';
            }
        }
    });

    private static MarkdownPipeline Blocks()
    {
        var builder = new MarkdownPipelineBuilder().UsePreciseSourceLocation();
        builder.InlineParsers.Clear();
        return builder.Build();
    }
}

/// <summary>A heading of a Markdown text.</summary>
/// <param name="Start">UTF-16 offset of its first character.</param>
/// <param name="Level">1 to 6.</param>
/// <param name="Text">Its words without markup; never empty.</param>
internal sealed record Heading(int Start, int Length, int Level, string Text);

/// <summary>A heading's words without its markup.</summary>
internal static class HeadingText
{
    private const int MaxLength = 1000;

    /// <returns>One line; empty if the heading has no words.</returns>
    public static string Plain(ReadOnlySpan<char> raw)
    {
        var source = raw[..Math.Min(raw.Length, MaxLength)].ToString();
        try
        {
            return Markdig.Markdown.Parse(source).FirstOrDefault() is LeafBlock { Inline: { } inline } ? Words(inline) : "";
        }
        catch (ArgumentException)
        {
            return StatedText.Clean(source.Trim('#', ' '));
        }
    }

    private static string Words(ContainerInline heading)
    {
        var words = new StringBuilder();
        var waiting = new Stack<Inline?>([heading.FirstChild]);
        while (waiting.TryPop(out var inline))
        {
            if (inline is null)
            {
                continue;
            }

            waiting.Push(inline.NextSibling);
            words.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                AutolinkInline link => link.Url,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                LineBreakInline => " ",
                _ => "",
            });
            if (inline is ContainerInline container)
            {
                waiting.Push(container.FirstChild);
            }
        }

        return StatedText.Clean(words.ToString());
    }
}
