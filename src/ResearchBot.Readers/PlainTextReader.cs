using System.Text.RegularExpressions;

namespace ResearchBot.Readers;

/// <summary>Plain text: paragraphs are what blank lines part, and their lines stay as they are; lists and headings where they are evident.</summary>
public sealed partial class PlainTextReader : DocumentReader
{
    private const int LongestHeading = 80;

    public override IReadOnlyList<string> Extensions { get; } = [".txt"];

    public override ReadDocument Read(FileToRead file)
    {
        var lines = LineEnds.ToLineFeed(TextDecoder.Decode(file.Content)).Split('\n');
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        for (var at = 0; at < lines.Length;)
        {
            var end = at;
            while (end < lines.Length && !string.IsNullOrWhiteSpace(lines[end]))
            {
                end++;
            }

            if (end > at)
            {
                Write(builder, lines, at, end);
            }

            at = end + 1;
        }

        return builder.Build();
    }

    /// <summary>Writes the lines between two blank ones.</summary>
    private static void Write(DocumentBuilder builder, string[] lines, int start, int end)
    {
        if (end - start == 2 && IsUnderline(lines[start + 1], lines[start].Trim().Length))
        {
            builder.Place = new PlaceMark(0) { Line = start + 1 };
            builder.Add(BlockKind.Heading, lines[start], level: lines[start + 1].Trim()[0] == '=' ? 1 : 2);
            return;
        }

        if (end - start == 1 && IsCapitals(lines[start]))
        {
            builder.Place = new PlaceMark(0) { Line = start + 1 };
            builder.Add(BlockKind.Heading, lines[start], level: 2);
            return;
        }

        int? leadIn = start > 0 || builder.Blocks.Count == 0 ? LeadIn(builder) : null;
        for (var at = start; at < end;)
        {
            at = Marker().Match(lines[at]) is { Success: true } marker && (at > start || IsList(lines, start, end) || leadIn is not null)
                ? Item(builder, lines, at, end, marker, leadIn)
                : Paragraph(builder, lines, at, end, out leadIn);
        }
    }

    private static int Paragraph(DocumentBuilder builder, string[] lines, int at, int end, out int? leadIn)
    {
        builder.Begin(BlockKind.Paragraph);
        builder.Place = new PlaceMark(0) { Line = at + 1 };
        do
        {
            builder.WriteVerbatim(lines[at].AsSpan().TrimEnd());
            builder.NewLine();
            at++;
        }
        while (at < end && !(Marker().IsMatch(lines[at]) && IsList(lines, at, end)));
        builder.End();
        leadIn = LeadIn(builder);
        return at;
    }

    /// <summary>An item goes on with the lines that are indented below it.</summary>
    private static int Item(DocumentBuilder builder, string[] lines, int at, int end, Match marker, int? leadIn)
    {
        var shown = marker.Groups["mark"].Value;
        builder.Begin(BlockKind.Item, level: 1 + Math.Min(5, marker.Groups["indent"].Length / 2), label: shown, under: leadIn, marker: marker.Value);
        builder.Place = new PlaceMark(0) { Line = at + 1 };
        builder.WriteVerbatim(lines[at].AsSpan(marker.Length).TrimEnd());
        for (at++; at < end && !Marker().IsMatch(lines[at]) && char.IsWhiteSpace(lines[at][0]); at++)
        {
            builder.NewLine();
            builder.WriteVerbatim(lines[at].AsSpan().TrimEnd());
        }

        builder.End();
        return at;
    }

    private static int? LeadIn(DocumentBuilder builder) => builder.Blocks.Count > 0 && builder.Blocks[^1].Kind == BlockKind.Paragraph
        && builder.TextOf(builder.Blocks.Count - 1).EndsWith(':') ? builder.Blocks.Count - 1 : null;

    /// <summary>Two lines with marks are a list; one may be a dash or a date.</summary>
    private static bool IsList(string[] lines, int at, int end) => lines.Skip(at).Take(end - at).Count(line => Marker().IsMatch(line)) > 1;

    private static bool IsUnderline(string line, int length)
    {
        var rule = line.Trim();
        return length is > 0 and <= LongestHeading && rule.Length >= Math.Max(3, length - 2) && rule.Length <= length + 2
            && rule[0] is '=' or '-' or '~' && rule.All(c => c == rule[0]);
    }

    private static bool IsCapitals(string line) => line.Length <= LongestHeading && line.Count(char.IsUpper) > 4 && !line.Any(char.IsLower)
        && line.Contains(' ') && !line.TrimEnd().EndsWith('.') && char.IsLetterOrDigit(line.TrimStart()[0]);

    [GeneratedRegex(@"^(?<indent>[ \t]*)(?<mark>[-*•◦▪‣–]|\d{1,3}[.)])[ \t]+(?=\S)")]
    private static partial Regex Marker();
}
