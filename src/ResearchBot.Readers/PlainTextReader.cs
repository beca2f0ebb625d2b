namespace ResearchBot.Readers;

/// <summary>Plain text: stored as it is, with LF line ends.</summary>
public sealed class PlainTextReader : DocumentReader
{
    public override IReadOnlyList<string> Extensions { get; } = [".txt"];

    public override ReadDocument Read(ReadOnlySpan<byte> content)
    {
        var text = LineEnds.ToLineFeed(TextDecoder.Decode(content));
        return new ReadDocument(text, null, null, new Dictionary<string, string>(), [new PlaceMark(0, null, null, 1)]);
    }
}
