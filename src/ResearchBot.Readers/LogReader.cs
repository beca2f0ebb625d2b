using System.Text.RegularExpressions;

namespace ResearchBot.Readers;

/// <summary>Logs: their lines as they are, each with the time that it begins with.</summary>
public sealed partial class LogReader : DocumentReader
{
    private const int LongestStamp = 60;

    public override IReadOnlyList<string> Extensions { get; } = [".log"];

    public override ReadDocument Read(FileToRead file)
    {
        var lines = LineEnds.ToLineFeed(TextDecoder.Decode(file.Content)).Split('\n');
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        var time = (string?)null;
        builder.Begin(BlockKind.Code, label: "log");
        var isFirst = true;
        for (var i = 0; i < lines.Length; i++)
        {
            if (isFirst && string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }

            if (!isFirst)
            {
                builder.NewLine();
            }

            var shown = lines[i].Contains('\x1B') ? Colors().Replace(lines[i], "") : lines[i];
            if (Stamp().Match(shown[..Math.Min(shown.Length, LongestStamp)]) is { Success: true } stamp)
            {
                time = stamp.Groups["time"].Value;
            }

            builder.Place = new PlaceMark(0) { Line = i + 1, Time = time };
            builder.WriteVerbatim(shown.AsSpan().TrimEnd());
            isFirst = false;
        }

        return builder.Build();
    }

    [GeneratedRegex(
        @"^[\[(\s\w]{0,12}?(?<time>\d{4}[-/]\d{2}[-/]\d{2}[ T]\d{2}:\d{2}(?::\d{2})?|\d{2}/[A-Z][a-z]{2}/\d{4}:\d{2}:\d{2}:\d{2}|"
        + @"[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}|\d{2}:\d{2}:\d{2})", RegexOptions.NonBacktracking)]
    private static partial Regex Stamp();

    [GeneratedRegex(@"\x1B\[[0-9;]*[A-Za-z]", RegexOptions.NonBacktracking)]
    private static partial Regex Colors();
}
