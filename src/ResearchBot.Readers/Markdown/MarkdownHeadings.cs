using Markdig;
using Markdig.Syntax;

namespace ResearchBot.Readers.Markdown;

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
                headings.Add(new Heading(block.Span.Start, block.Level, words));
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
