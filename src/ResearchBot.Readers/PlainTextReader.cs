namespace ResearchBot.Readers;

/// <summary>Plain text: paragraphs are what blank lines part; a paragraph's lines stay as they are.</summary>
public sealed class PlainTextReader : DocumentReader
{
    public override IReadOnlyList<string> Extensions { get; } = [".txt"];

    public override ReadDocument Read(FileToRead file)
    {
        var text = LineEnds.ToLineFeed(TextDecoder.Decode(file.Content));
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        var line = 0;
        var open = false;
        foreach (var part in text.AsSpan().Split('\n'))
        {
            var row = text.AsSpan(part);
            line++;
            if (row.IsWhiteSpace())
            {
                builder.End();
                open = false;
                continue;
            }

            if (!open)
            {
                builder.Begin(BlockKind.Paragraph);
                builder.Place = new PlaceMark(0) { Line = line };
            }
            else
            {
                builder.NewLine();
            }

            open = true;
            builder.WriteVerbatim(row.TrimEnd());
        }

        return builder.Build();
    }
}
