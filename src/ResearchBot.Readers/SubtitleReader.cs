using System.Net;
using System.Text.RegularExpressions;

namespace ResearchBot.Readers;

/// <summary>Subtitles and transcripts: what is said as running text, each part with its time; who speaks stands before it.</summary>
public sealed partial class SubtitleReader : DocumentReader
{
    private const int LongParagraph = 600;
    private const double LongPause = 4;

    public override IReadOnlyList<string> Extensions { get; } = [".srt", ".vtt"];

    public override ReadDocument Read(FileToRead file)
    {
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        var (speaker, ended, length, isSentence) = ((string?)null, double.NaN, 0, false);
        foreach (var cue in Cues(LineEnds.ToLineFeed(TextDecoder.Decode(file.Content)).Split('\n')))
        {
            var isPause = !(cue.Start - ended < LongPause); // so that the first one is one
            var isNew = isPause || cue.Speaker != speaker || (isSentence && length > LongParagraph / 3) || length > LongParagraph;
            if (isNew)
            {
                builder.Begin(BlockKind.Paragraph);
                length = 0;
            }

            builder.Place = new PlaceMark(0) { Line = cue.Line, Time = cue.Time };
            builder.Write(isNew && cue.Speaker is not null ? $"{cue.Speaker}: " : " ");
            builder.Write(cue.Words);
            (speaker, ended, length) = (cue.Speaker, cue.End, length + cue.Words.Length);
            isSentence = cue.Words[^1] is '.' or '?' or '!' or '。' or '？' or '！';
        }

        return builder.Build();
    }

    private static IEnumerable<Cue> Cues(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (Timing().Match(lines[i]) is not { Success: true } timing)
            {
                continue;
            }

            var (first, start) = (i + 1, timing.Groups["start"].Value);
            var text = new List<string>();
            while (i + 1 < lines.Length && !string.IsNullOrWhiteSpace(lines[i + 1]) && !Timing().IsMatch(lines[i + 1]))
            {
                text.Add(lines[++i]);
            }

            if (i + 1 < lines.Length && Timing().IsMatch(lines[i + 1]) && text.Count > 0 && text[^1].AsSpan().Trim().IndexOfAnyExceptInRange('0', '9') < 0)
            {
                text.RemoveAt(text.Count - 1); // the next cue's number, where the empty line is missing
            }

            foreach (var (speaker, words) in Voices(string.Join(' ', text)))
            {
                yield return new Cue(first + 1, start.Replace(',', '.'), Seconds(start), Seconds(timing.Groups["end"].Value), speaker, words);
            }
        }
    }

    /// <summary>What each voice of a cue says.</summary>
    private static IEnumerable<(string? Speaker, string Words)> Voices(string text)
    {
        var parts = Voice().Split(text); // text, name, text, name, text …
        for (var i = 0; i < parts.Length; i += 2)
        {
            var words = WebUtility.HtmlDecode(Tags().Replace(parts[i], "")).Trim();
            if (words.Length > 0)
            {
                yield return (i == 0 ? null : WebUtility.HtmlDecode(parts[i - 1]).Trim(), words);
            }
        }
    }

    private static double Seconds(string time)
    {
        var seconds = 0.0;
        foreach (var part in time.Replace(',', '.').Split(':'))
        {
            seconds = (seconds * 60) + double.Parse(part, System.Globalization.CultureInfo.InvariantCulture);
        }

        return seconds;
    }

    [GeneratedRegex(@"^\s*(?<start>(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*(?<end>(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})", RegexOptions.NonBacktracking)]
    private static partial Regex Timing();

    [GeneratedRegex(@"<v(?:\.[^\s<>]*)?\s+([^<>]+)>", RegexOptions.NonBacktracking)]
    private static partial Regex Voice();

    [GeneratedRegex(@"</?[A-Za-z0-9.:][^<>]*>|\{\\[^{}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Tags();

    /// <summary>A stretch of time and what is said in it.</summary>
    /// <param name="Line">Of its first words, from 1.</param>
    private sealed record Cue(int Line, string Time, double Start, double End, string? Speaker, string Words);
}
