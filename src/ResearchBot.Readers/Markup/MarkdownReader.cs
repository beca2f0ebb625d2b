using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using ResearchBot.Readers.Html;

namespace ResearchBot.Readers.Markup;

/// <summary>Markdown: what a person sees of it, in the flavours of GitHub and the common site generators.</summary>
public sealed class MarkdownReader : DocumentReader
{
    private static readonly MarkdownPipeline Pipeline = Flavour().Build();
    private static readonly MarkdownPipeline WithoutNesting = Unnested();

    public override IReadOnlyList<string> Extensions { get; } = [".md", ".markdown"];

    public override ReadDocument Read(FileToRead file)
    {
        var source = LineEnds.ToLineFeed(TextDecoder.Decode(file.Content));
        var front = FrontMatter.Read(source);
        var text = new string('\n', front.Lines) + MarkdownDialects.Plain(source[front.Length..]);
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        Write(builder, text);
        if (builder.Blocks.Count == 0)
        {
            throw new RefusalException(front.Lines > 0 ? "The file has front matter, but no text." : "The file has no text that a person can see.");
        }

        var about = front.About();
        var title = front.Title ?? TopHeading(builder);
        return builder.Build(title, StatedDate.ToIso(about.GetValueOrDefault("published")), about);
    }

    /// <summary>Writes Markdown as blocks.</summary>
    /// <param name="text">Standing on the lines that it has in its file.</param>
    internal static void Write(DocumentBuilder builder, string text)
    {
        var html = MarkdownHtml.Of(Parse(text), text);
        var body = HtmlSource.Parse(html).Body!;
        HtmlBlocks.Write(builder, PageMeasure.Of(body).Whole(body), new SourceLines(html));
    }

    /// <summary>Brackets or stars that are nested deeper than anyone writes are left as they stand.</summary>
    private static MarkdownDocument Parse(string text)
    {
        try
        {
            return Markdig.Markdown.Parse(text, Pipeline);
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

    private static string? TopHeading(DocumentBuilder builder)
    {
        var top = builder.Blocks.ToList().FindIndex(block => block is { Kind: BlockKind.Heading, Level: 1 });
        return top < 0 ? null : StatedText.Clean(builder.TextOf(top));
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

    private static MarkdownPipeline Unnested()
    {
        var builder = Flavour();
        builder.InlineParsers.Clear();
        builder.InlineParsers.AddRange([new HtmlEntityParser(), new EscapeInlineParser(), new LineBreakInlineParser()]);
        return builder.Build();
    }
}
