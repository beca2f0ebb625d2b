using System.Text.RegularExpressions;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Text;

namespace ResearchBot.Slack.Rendering;

/// <summary>What the bot says, as Slack's messages in the order in which they are sent. Pure: the same in gives the same out.</summary>
internal sealed class SlackRenderer(CommandNames names)
{
    private const int MostCharacters = 12_000; // Slack takes about 13,200 in all blocks of a message
    private const int MostBlocks = 45; // of 50
    private const int MostListParts = 2;
    private const int LinesOfBlock = 40;
    private const int LongestLine = 700;
    private const int LongestSaid = 6_000;
    private const int WidestTable = 90;
    private const int BarLength = 20;

    private static readonly AnswerWording English = AnswerWording.Of(AnswerWording.English);

    public IReadOnlyList<SlackMessage> Render(Reply reply) => reply switch
    {
        AnswerReply answer => Compose(AnswerParts.Of(answer), AnswerText.Lines(answer), AnswerWording.Of(answer.Language), AnswerParts.Buttons(answer)),
        SearchReply { Results.Count: > 0 } search => Long([.. ReplyParts.Of(search)], [.. ReplyLines.Of(search)], AnswerParts.Buttons(search.More)),
        SearchReply search => Lines([.. ReplyLines.Of(search).Select(names.In)], AnswerParts.Buttons(search.More)),
        DocumentReply document => Compose(ReplyParts.Of(document), ReplyLines.Of(document), English),
        DocumentListReply or DocumentRemovedReply => Lines([.. ReplyLines.Of(reply)]),
        LoadReply load => Lines(
            [.. ReplyParts.Of(load with { Waits = load.Waits is { } waits ? names.In(waits) : null })],
            load.DryRun?.Load is { } waiting ? [Kit.Buttons([("loads-approve", waiting, "Approve"), ("loads-drop", waiting, "Drop")])] : null),
        TableReply table => Table(table with { Title = names.In(table.Title) }),
        ErrorReply error => Error(error),
        _ => Lines([.. ReplyLines.Of(reply).Select(names.In)]),
    };

    /// <summary>Something that is said unasked.</summary>
    /// <param name="answer">The answer that it is about, as its reader may see it; null if there is none.</param>
    public IReadOnlyList<SlackMessage> Render(Notice notice, AnswerReply? answer)
    {
        string[] lines = [.. notice.Text.Split('\n').Select(names.In).Where(line => line.Length > 0)];
        var said = lines.Select(line => new Part(Kit.Paragraph(Kit.Run(SlackText.Cut(line, LongestSaid)))));
        return answer is null ? Compose(said, lines, English) : Compose(said.Concat(AnswerParts.Of(answer)), lines, English, AnswerParts.Buttons(answer));
    }

    public static SlackMessage Render(IngestionProgress progress)
    {
        var full = progress.Total <= 0 ? BarLength : (int)Math.Clamp((long)progress.Done * BarLength / progress.Total, 0, BarLength);
        var bar = $"Loading {new string('█', full)}{new string('░', BarLength - full)} {LoadProgressText.Line(progress)}";
        var buttons = progress.Job is { } job ? new[] { Kit.Buttons([("loads-cancel", job, "Stop")]) } : null;
        var below = progress.Last is { } last ? new Part(Kit.Paragraph(Kit.Run(bar)), Kit.Small(ReplyLines.Line(last))) : new Part(Kit.Paragraph(Kit.Run(bar)));
        return Compose([below], [bar], English, buttons)[0];
    }

    public static SlackMessage Render(DraftedAnswer draft)
    {
        string[] lines = [.. AnswerText.Lines(draft)];
        return Compose([.. lines.Select(line => new Part(Kit.Paragraph(Kit.Run(line))))], lines, AnswerWording.Of(draft.Language))[0];
    }

    public static SlackMessage Welcome() => Lines(
    [
        "I answer questions from documents that are loaded here. Every statement comes with its quote, the document, the place in it, and a mark that the quote was checked. What the documents do not say, I do not answer.",
        "Who may steer: the owners and admins of this Slack. “/research roles grant” names moderators and people who may load documents; “/research settings list” shows what can be set.",
        "What is stored: the documents, questions to me with their answers, and who steered what; old ones are deleted by and by. No other messages. “/research forget me” deletes what is kept of you.",
        "First steps: mention me with a question, or type /research and a question. Send me a file with the word “load”. /research help shows the commands.",
    ])[0];

    private IReadOnlyList<SlackMessage> Error(ErrorReply error)
    {
        var said = names.In(OutgoingText.CleanLine(error.Message));
        return Compose([new Part(Kit.Paragraph(Kit.Run(SlackText.Cut(said, LongestSaid))), Kit.Small($"error {error.Id}"))], [said], English);
    }

    private static IReadOnlyList<SlackMessage> Table(TableReply table)
    {
        string[] plain = [.. TableText.Lines(table)];
        string[][] cells = [[.. table.Columns], .. table.Rows.Select(row => row.Select(OutgoingText.CleanLine).ToArray())];
        var widths = table.Columns.Select((_, i) => cells.Max(row => row[i].Length)).ToArray();
        if (table.Rows.Count == 0 || widths.Sum(width => width + 2) > WidestTable)
        {
            return Lines(plain);
        }

        var rows = cells.Select(row => string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        return Long([new Part(Kit.Paragraph(Kit.Run(SlackText.Cut(plain[0], LongestSaid), bold: true))) { IsCut = plain[0].Length > LongestSaid }, .. rows.Chunk(LinesOfBlock).Select(lines => new Part(Kit.Fixed(lines)))], plain);
    }

    private static IReadOnlyList<SlackMessage> Lines(IReadOnlyList<string> lines, IReadOnlyList<JsonObject>? buttons = null)
    {
        string[] shown = [.. lines.Select(OutgoingText.CleanLine).Where(line => line.Length > 0)];
        if (shown.Length <= 1)
        {
            return Compose([new Part(Kit.Paragraph(Kit.Run(shown is [var only] ? SlackText.Cut(only, LongestSaid) : "Done.")))], shown, English, buttons);
        }

        var below = shown.Skip(1).Chunk(LinesOfBlock / 4)
            .Select(some => new Part(Kit.Bullets(some.Select(line => SlackText.Cut(line, LongestLine)))) { IsCut = some.Any(line => line.Length > LongestLine) });
        return Long([new Part(Kit.Paragraph(Kit.Run(SlackText.Cut(shown[0], LongestLine)))) { IsCut = shown[0].Length > LongestLine }, .. below], lines, buttons);
    }

    /// <summary>A list is cut after two messages, and a file has all of it.</summary>
    private static IReadOnlyList<SlackMessage> Long(IReadOnlyList<Part> parts, IReadOnlyList<string> lines, IReadOnlyList<JsonObject>? buttons = null)
    {
        var groups = Split(parts);
        var isShort = groups.Count <= MostListParts;
        if (isShort && parts.All(part => !part.IsCut))
        {
            return Compose(parts, lines, English, buttons);
        }

        var kept = groups.Take(MostListParts).SelectMany(group => group).ToList();
        if (!isShort)
        {
            kept.RemoveAt(kept.Count - 1); // the note has its place
        }

        kept.Add(new Part(Kit.Small("Not all of it is shown here; list.txt has the whole.")) { File = new TextFile("list.txt", string.Join('\n', lines)) });
        return Compose(kept, lines, English, buttons);
    }

    private static IReadOnlyList<SlackMessage> Compose(IEnumerable<Part> parts, IEnumerable<string> lines, AnswerWording words, IReadOnlyList<JsonObject>? buttons = null)
    {
        var groups = Split(parts);
        var fallback = SlackText.Fallback(lines);
        return [.. groups.Select((group, i) =>
        {
            var blocks = new JsonArray([.. group.SelectMany(part => part.Blocks)]);
            if (groups.Count > 1)
            {
                blocks.Add(Kit.Small(words.With(Phrase.Part, i + 1, groups.Count)));
            }

            foreach (var row in i == groups.Count - 1 ? buttons ?? [] : [])
            {
                blocks.Add(row);
            }

            return new SlackMessage(fallback, blocks, [.. group.Select(part => part.File).OfType<TextFile>()]);
        })];
    }

    private static List<List<Part>> Split(IEnumerable<Part> parts)
    {
        var groups = new List<List<Part>> { new() };
        foreach (var part in parts)
        {
            var last = groups[^1];
            if (last.Count > 0 && (last.Sum(one => one.Length) + part.Length > MostCharacters || last.Sum(one => one.Blocks.Length) + part.Blocks.Length > MostBlocks))
            {
                groups.Add(last = []);
            }

            last.Add(part);
        }

        return groups;
    }
}

/// <summary>A message as it is drawn, before it is known where it goes.</summary>
/// <param name="Text">What notifications and screen readers get: escaped mrkdwn, never empty.</param>
internal sealed record SlackMessage(string Text, JsonArray Blocks, IReadOnlyList<TextFile> Files) : RenderedPart;

internal sealed record TextFile(string Name, string Text);

/// <summary>Blocks that stand together in one message.</summary>
internal sealed record Part(params JsonObject[] Blocks)
{
    public TextFile? File { get; init; }

    /// <summary>Whether something in it is not shown whole.</summary>
    public bool IsCut { get; init; }

    public int Length { get; } = Blocks.Sum(Kit.LengthOf);
}

/// <summary>Commands as they are typed in Slack, where all of them stand behind one. What the bot says calls them by their names (“/unhelpful
/// --answer …”); a document's or a person's own words between quotation marks stay as they are.</summary>
internal sealed partial class CommandNames(CommandCatalog catalog)
{
    public const string Slash = "/research";

    private readonly HashSet<string> _firstWords = [.. catalog.Commands.Select(command => command.Name.Split(' ')[0])];

    /// <summary>The same text with its commands as they are typed here.</summary>
    public string In(string text)
    {
        var (depth, quoteAt) = (0, -1);
        return Token().Replace(text, found =>
        {
            switch (found.Value)
            {
                case "“":
                    quoteAt = depth++ == 0 ? found.Index : quoteAt;
                    return found.Value;
                case "”":
                    depth = Math.Max(0, depth - 1);
                    return found.Value;
                default:
                    var isQuoted = depth > 1 || (depth == 1 && found.Index > quoteAt + 1);
                    return isQuoted || !_firstWords.Contains(found.Groups[1].Value) ? found.Value : $"{Slash} {found.Groups[1].Value}";
            }
        });
    }

    [GeneratedRegex(@"“|”|(?<![^\s“(])/([a-z]+)(?![\p{L}\p{N}/])")]
    private static partial Regex Token();
}
