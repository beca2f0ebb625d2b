using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using ResearchBot.Readers.Decoding;

namespace ResearchBot.Readers.Markdown;

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
