using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Ingestion;

namespace ResearchBot.Discord.Rendering;

/// <summary>Draws an answer: status, statements, quotes with their sources, conflicts, the closest passages of a refusal, footer.</summary>
internal static class AnswerBlocks
{
    private const int LongestSource = 300;
    private const int LongestTitle = 200;
    private const int MostClosest = 2;
    private const int LongestFooter = 1_500;

    /// <summary>The blocks of a reply to a question: what is pinned to it first.</summary>
    public static IEnumerable<Block> Of(AnswerReply reply, RenderContext context)
    {
        var words = AnswerWording.Of(reply.Language);
        Block[] found = [.. Of(reply.Answer, reply.Receipt, words, string.Empty, context)];
        return reply.Pinned is not { } pinned ? found
            : pinned.IsFoundNow ? [Heading(AnswerText.Mark(pinned, words)), .. found]
            :
            [
                Heading(AnswerText.Mark(pinned, words)),
                .. Of(pinned.Answer, pinned.Receipt, words, "pinned-", context),
                Heading(words[Phrase.FoundNow]),
                .. found,
            ];
    }

    private static IEnumerable<Block> Of(Answer answer, string receipt, AnswerWording words, string files, RenderContext context)
    {
        var card = AnswerCard.Of(answer);
        var closest = answer.Closest.Count > 0 ? words[Phrase.Closest] : null;
        foreach (var (i, line) in AnswerText.Status(answer, words).Index())
        {
            yield return line == closest ? Heading(line) : Block.Of(string.Empty, line, string.Empty, $"{files}status-{i + 1}.txt", words) with { IsLine = i > 0 };
        }

        foreach (var (i, statement) in card.Worded.Index())
        {
            var numbers = string.Concat(statement.Citations.Select(number => $"[{number}]"));
            var about = AnswerText.About(statement, words) is { } part ? $"{Bold(part)} " : string.Empty;
            yield return Block.Of(about, OutgoingText.Cells(statement.Text), $" **{numbers}**", $"{files}statement-{i + 1}.txt", words);
        }

        foreach (var source in card.Sources)
        {
            foreach (var quote in source.Quotes)
            {
                var about = quote.Answers is { } statement ? $"{Bold(AnswerText.About(statement, words)!)}\n" : string.Empty;
                yield return Quote(about, card.HasNumbers ? $"**[{quote.Citation.Number}]** " : string.Empty, quote, files, words);
            }

            yield return Block.Line(Source(source, card.HasNumbers, words));
        }

        foreach (var (i, conflict) in answer.Conflicts.Index())
        {
            yield return Block.Of(string.Empty, AnswerText.Line(conflict, answer, words), string.Empty, $"{files}conflict-{i + 1}.txt", words);
        }

        foreach (var citation in answer.Closest.Take(MostClosest))
        {
            yield return Quote(string.Empty, string.Empty, CardQuote.Closest(citation), files, words);
            yield return Block.Line(Source(new CardSource(citation.Document, [CardQuote.Closest(citation)]), hasNumbers: false, words));
        }

        yield return new Block($"-# {DiscordMarkdown.Escape(DiscordMarkdown.Cut(AnswerText.CardFooter(answer, words), LongestFooter))}");
    }

    private static string Bold(string part) => $"**{DiscordMarkdown.Escape(DiscordMarkdown.Cut(part, LongestSource))}\\:**";

    private static Block Quote(string about, string number, CardQuote quote, string files, AnswerWording words)
    {
        var text = about + QuoteMarkdown.Of(quote, number);
        var file = $"{files}quote-{quote.Citation.Number}.txt";
        return text.Length <= Block.Longest ? new Block(text)
            : new Block($"{about}> {number}{DiscordMarkdown.Escape(words.With(Phrase.Attached, file))}") { File = OutgoingFile.OfText(file, OutgoingText.Cells(quote.Citation.Excerpt)) };
    }

    /// <summary>The document, as a link if it was loaded from the web, and the places in it.</summary>
    private static string Source(CardSource source, bool hasNumbers, AnswerWording words)
    {
        var title = DiscordMarkdown.Escape(DiscordMarkdown.Cut(source.Document.Title, LongestTitle));
        var shown = SourceLine.LinkOf(source.Document) is { } address ? $"[{title}](<{address.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)}>)" : title;
        var places = source.Quotes.Select(quote => (Number: hasNumbers && source.Quotes.Count > 1 ? $"[{quote.Citation.Number}] " : string.Empty, Place: SourceLine.PlaceOf(quote.Citation, words)))
            .Where(one => one.Place.Length > 0).Select(one => DiscordMarkdown.Escape(DiscordMarkdown.Cut(one.Number + one.Place, LongestSource)));
        return $"-# {string.Join(" · ", new[] { shown }.Concat(places))}";
    }

    private static Block Heading(string line) => new($"**{DiscordMarkdown.Escape(line)}**") { IsHeading = true };
}

/// <summary>The buttons below an answer. They carry what is to be done and the answer's receipt, nothing else.</summary>
internal static class AnswerButtons
{
    public const string MorePassages = "passages-more";
    public const string Why = "why";
    public const string WholePassage = "passages-show";
    public const string Helpful = "helpful";
    public const string NotHelpful = "unhelpful";
    public const string NeedHelp = "needhelp";

    private const int Grey = 2;

    public static Component? Of(AnswerReply reply, AnswerWording words) => reply.Receipt.Length == 0 ? null : Row(reply.Receipt,
        (MorePassages, words[Phrase.More], null), (Why, words[Phrase.Why], null), (Helpful, null, "👍"), (NotHelpful, null, "👎"));

    /// <summary>What else can be done about an answer, below its further passages.</summary>
    public static Component? Of(MoreOf? more, AnswerWording words)
    {
        var buttons = new List<(string, string?, string?)>();
        if (more is { HasPassages: true })
        {
            buttons.Add((WholePassage, words[Phrase.WholePassage], null));
        }

        if (more is { HasHelpers: true })
        {
            buttons.Add((NeedHelp, words[Phrase.NeedHelp], null));
        }

        return buttons.Count == 0 ? null : Row(more!.Receipt, [.. buttons]);
    }

    private static Component Row(string receipt, params (string Action, string? Label, string? Emoji)[] buttons) => new(ComponentType.ActionRow)
    {
        Components = [.. buttons.Select(one => new Component(ComponentType.Button)
        {
            Style = Grey, Label = one.Label, Emoji = one.Emoji is null ? null : new ButtonEmoji(one.Emoji), CustomId = $"{one.Action}:{receipt}",
        })],
    };
}

/// <summary>The button below a load that runs.</summary>
internal static class CancelButton
{
    public const string Action = "loads-cancel";

    private const int Red = 4;

    public static Component? Of(IngestionProgress progress) => progress.Job is not { } job ? null : new Component(ComponentType.ActionRow)
    {
        Components = [new Component(ComponentType.Button) { Style = Red, Label = "Stop", CustomId = $"{Action}:{job}" }],
    };
}

/// <summary>The buttons below a dry run.</summary>
internal static class ApprovalButtons
{
    private const int Green = 3;
    private const int Grey = 2;

    public static Component? Of(LoadReply reply) => reply.DryRun?.Load is not { } load ? null : new Component(ComponentType.ActionRow)
    {
        Components =
        [
            new Component(ComponentType.Button) { Style = Green, Label = "Approve", CustomId = $"loads-approve:{load}" },
            new Component(ComponentType.Button) { Style = Grey, Label = "Drop", CustomId = $"loads-drop:{load}" },
        ],
    };
}
