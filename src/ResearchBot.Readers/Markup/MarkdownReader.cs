using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using ResearchBot.Readers.Html;

namespace ResearchBot.Readers.Markup;

/// <summary>Markdown: what a person sees of it, in the flavours of GitHub and the common site generators, and MDX.</summary>
public sealed class MarkdownReader : DocumentReader
{
    private static readonly MarkdownPipeline Pipeline = Flavour().Build();
    private static readonly MarkdownPipeline WithoutNesting = Unnested();
    private static readonly MarkdownPipeline Components = WithComponents();

    public override IReadOnlyList<string> Extensions { get; } = [".md", ".markdown", ".mdx"];

    public override ReadDocument Read(FileToRead file)
    {
        var source = LineEnds.ToLineFeed(TextDecoder.Decode(file.Content));
        var front = FrontMatter.Read(source);
        var body = source[front.Length..];
        var isMdx = Path.GetExtension(file.Name).Equals(".mdx", StringComparison.OrdinalIgnoreCase);
        var text = new string('\n', front.Lines) + (isMdx ? MdxSource.Plain(body) : MarkdownDialects.Plain(body));
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        Write(builder, text, isMdx);
        if (builder.Blocks.Count == 0)
        {
            throw new RefusalException(front.Lines > 0 ? "The file has front matter, but no text." : "The file has no text that a person can see.");
        }

        var about = front.About();
        var title = front.Title ?? builder.FirstHeading();
        return builder.Build(title, StatedDate.ToIso(about.GetValueOrDefault("published")), about);
    }

    /// <summary>Writes Markdown as blocks.</summary>
    /// <param name="text">Standing on the lines that it has in its file.</param>
    private static void Write(DocumentBuilder builder, string text, bool isMdx)
    {
        var html = MarkdownHtml.Of(Parse(text, isMdx ? Components : Pipeline), text);
        var body = HtmlSource.Parse(html).Body!;
        HtmlBlocks.Write(builder, PageMeasure.Of(body).Whole(body), new SourceLines(html));
    }

    /// <summary>Brackets or stars that are nested deeper than anyone writes are left as they stand.</summary>
    private static MarkdownDocument Parse(string text, MarkdownPipeline pipeline)
    {
        try
        {
            return Markdig.Markdown.Parse(text, pipeline);
        }
        catch (ArgumentException)
        {
            try
            {
                return Markdig.Markdown.Parse(text, WithoutNesting);
            }
            catch (ArgumentException)
            {
                throw new RefusalException("The quotations or lists are nested too deeply.");
            }
        }
    }

    private static MarkdownPipelineBuilder Flavour()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePreciseSourceLocation()
            .UsePipeTables()
            .UseTaskLists()
            .UseAutoLinks()
            .UseFootnotes()
            .UseAlertBlocks()
            .UseDefinitionLists()
            .UseMathematics()
            .UseCjkFriendlyEmphasis()
            .UseEmojiAndSmiley(enableSmileys: false)
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough);
        builder.BlockParsers.Insert(0, new AdmonitionParser());
        builder.BlockParsers.AddIfNotAlready(new CustomContainerParser());
        return builder;
    }

    /// <summary>In MDX, Markdown goes on within tags, and indentation means nothing.</summary>
    private static MarkdownPipeline WithComponents()
    {
        var builder = Flavour();
        builder.BlockParsers.TryRemove<HtmlBlockParser>();
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        return builder.Build();
    }

    private static MarkdownPipeline Unnested()
    {
        var builder = Flavour();
        builder.InlineParsers.Clear();
        builder.InlineParsers.AddRange([new HtmlEntityParser(), new EscapeInlineParser(), new LineBreakInlineParser()]);
        return builder.Build();
    }
}
