namespace ResearchBot.Readers.Markup;

/// <summary>reStructuredText, as Sphinx and docutils show it.</summary>
public sealed class RstReader : DocumentReader
{
    public override IReadOnlyList<string> Extensions { get; } = [".rst", ".rest"];

    public override ReadDocument Read(FileToRead file)
    {
        var lines = MarkupLine.Of(LineEnds.ToLineFeed(TextDecoder.Decode(file.Content)));
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        RstHtml.Of(lines).WriteTo(builder);
        return builder.Build(builder.FirstHeading());
    }
}
