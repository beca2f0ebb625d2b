using System.Text.RegularExpressions;
using Markdig.Extensions.CustomContainers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace ResearchBot.Readers.Markup;

/// <summary>A note, collapsed note or tab as MkDocs writes it: <c>!!! note "Title"</c> above indented lines.</summary>
internal sealed class Admonition(BlockParser parser) : ContainerBlock(parser)
{
    public string? Title { get; init; }

    /// <summary>Whether it opens with a click on its title.</summary>
    public bool IsCollapsed { get; init; }
}

/// <summary>Parses <see cref="Admonition"/>.</summary>
internal sealed partial class AdmonitionParser : BlockParser
{
    private const int Indent = 4;

    public AdmonitionParser() => OpeningCharacters = ['!', '?', '='];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (processor.IsCodeIndent || Opening().Match(processor.Line.ToString()) is not { Success: true } match)
        {
            return BlockState.None;
        }

        processor.NewBlocks.Push(new Admonition(this)
        {
            Title = match.Groups["title"].Value is { Length: > 0 } title ? title : null,
            IsCollapsed = match.Value[0] == '?',
            Column = processor.Column,
            Line = processor.LineIndex,
            Span = new SourceSpan(processor.Start, processor.Line.End),
        });
        return BlockState.ContinueDiscard;
    }

    public override BlockState TryContinue(BlockProcessor processor, Markdig.Syntax.Block block)
    {
        if (processor.IsBlankLine)
        {
            return BlockState.Continue;
        }

        if (processor.Indent < Indent)
        {
            return BlockState.None;
        }

        processor.GoToColumn(processor.ColumnBeforeIndent + Indent);
        return BlockState.Continue;
    }

    [GeneratedRegex("""^(?:!!!|\?\?\?\+?)[ ]?[\w-]+(?:[ ]+[\w-]+)*(?:[ ]+"(?<title>[^"]*)")?\s*$|^===[!+]{0,2}[ ]+"(?<title>[^"]*)"\s*$""")]
    private static partial Regex Opening();
}

/// <summary>The title of a fenced container as VitePress, Docusaurus, MyST and others write it.</summary>
internal static partial class ContainerTitle
{
    /// <returns>Null where only its kind is named.</returns>
    public static string? Of(CustomContainer container)
    {
        var words = $"{container.Info} {container.Arguments}".Trim();
        var match = Form().Match(words);
        var title = match.Groups["title"].Value.Trim(' ', '"');
        return title.Length == 0 || title.Contains('=') || title[0] is '{' or ':' ? null : title;
    }

    [GeneratedRegex(@"^\{?\.?[\w-]+\}?(?:\[(?<title>[^\]]*)\]|\s+(?<title>.+))$")]
    private static partial Regex Form();
}
