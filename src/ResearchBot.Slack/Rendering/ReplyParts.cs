using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Text;

namespace ResearchBot.Slack.Rendering;

/// <summary>Draws replies that quote documents or name files. A passage and its source are one part, so that nothing comes between them.</summary>
internal static class ReplyParts
{
    private const int LongestPassage = 2_000;
    private const int LongestDocument = 3_000;

    public static IEnumerable<Part> Of(SearchReply search)
    {
        var words = AnswerWording.Of(AnswerWording.English);
        foreach (var (i, hit) in search.Results.Index())
        {
            var mark = hit.Citations is null ? $"{i + 1}. " : string.Concat(hit.Citations.Select(number => $"[{number}]")) + " ";
            yield return new Part(
                Kit.Quote(Kit.Run(mark, bold: true), Kit.Run($"“{SlackText.Cut(OutgoingText.CleanLine(OutgoingText.Cells(hit.Text)), LongestPassage)}”")),
                Kit.Small($"{SourceLine.Of(hit.Document, hit.Place, words)} · score {hit.Score:0.00}"))
            {
                IsCut = OutgoingText.CleanLine(OutgoingText.Cells(hit.Text)).Length > LongestPassage,
            };
        }
    }

    public static IEnumerable<Part> Of(DocumentReply reply)
    {
        var (document, text) = (reply.Version.Document, OutgoingText.Clean(OutgoingText.Cells(reply.Version.Text)));
        yield return new Part(
            Kit.Paragraph(Kit.Run(SlackText.Cut(OutgoingText.CleanLine(document.Title), LongestPassage), bold: true)),
            Kit.Small($"{document.Id} · {document.Collection.Name}/{document.Key} · version {document.Version}"));
        foreach (var (key, value) in document.About)
        {
            yield return new Part(Kit.Small($"{key}: {value}"));
        }

        yield return text.Length == 0 ? new Part(Kit.Small("It holds no text."))
            : text.Length <= LongestDocument ? new Part(Kit.Quote(Kit.Run(text, keepLines: true)))
            : new Part(Kit.Small($"Its text ({text.Length} characters) is in document.txt.")) { File = new TextFile("document.txt", text) };
    }

    /// <summary>The lines of a load, and below them the files that need to be looked at; the others are only counted.</summary>
    public static IEnumerable<string> Of(LoadReply load) =>
        ReplyLines.Of(load).Skip(load.Report.Gone.Count)
            .Concat(ReplyLines.Of(load).Take(load.Report.Gone.Count))
            .Concat(load.Report.Files.Where(ReplyLines.IsNoted).Select(ReplyLines.Line));
}

/// <summary>Draws an answer: status, statements, quotes with their sources, conflicts, the closest passages of a refusal, footer.</summary>
internal static class AnswerParts
{
    private const int LongestExcerpt = 9_000;
    private const int LongestLine = 3_000;
    private const int LongestTitle = 200;
    private const int LongestPlace = 300;
    private const int MostClosest = 2;

    /// <summary>The action of Slack's thumbs; the value says which, and of what answer.</summary>
    public const string FeedbackAction = "feedback";

    /// <summary>The parts of a reply to a question: what is pinned to it first.</summary>
    public static IEnumerable<Part> Of(AnswerReply reply)
    {
        var words = AnswerWording.Of(reply.Language);
        var found = Of(reply.Answer, reply.Receipt, words, string.Empty);
        return reply.Pinned is not { } pinned ? found
            : pinned.IsFoundNow ? [Heading(AnswerText.Mark(pinned, words)), .. found]
            : [Heading(AnswerText.Mark(pinned, words)), .. Of(pinned.Answer, pinned.Receipt, words, "pinned-"), Heading(words[Phrase.FoundNow]), .. found];
    }

    public static IReadOnlyList<JsonObject> Buttons(AnswerReply reply)
    {
        var (words, receipt) = (AnswerWording.Of(reply.Language), reply.Receipt);
        return receipt.Length == 0 ? [] :
        [
            Kit.Buttons([("passages-more", receipt, words[Phrase.More]), ("why", receipt, words[Phrase.Why])]),
            Kit.Feedback(FeedbackAction, ($"helpful:{receipt}", words[Phrase.Helpful]), ($"unhelpful:{receipt}", words[Phrase.NotHelpful])),
        ];
    }

    /// <summary>What else can be done about an answer, below its further passages.</summary>
    public static IReadOnlyList<JsonObject> Buttons(MoreOf? more)
    {
        var words = AnswerWording.Of(AnswerWording.English);
        (string Action, string Value, string Label)[] whole = more is { HasPassages: true } ? [("passages-show", more.Receipt, words[Phrase.WholePassage])] : [];
        (string Action, string Value, string Label)[] help = more is { HasHelpers: true } ? [("needhelp", more.Receipt, words[Phrase.NeedHelp])] : [];
        return whole.Length + help.Length == 0 ? [] : [Kit.Buttons(whole.Concat(help))];
    }

    private static IEnumerable<Part> Of(Answer answer, string receipt, AnswerWording words, string files)
    {
        var card = AnswerCard.Of(answer);
        foreach (var line in AnswerText.Status(answer, words))
        {
            yield return new Part(Kit.Paragraph(Kit.Run(SlackText.Cut(line, LongestLine), italic: true)));
        }

        foreach (var (i, statement) in card.Worded.Index())
        {
            var (said, attached) = Shown(OutgoingText.Cells(statement.Text), $"{files}statement-{i + 1}.txt", words);
            JsonNode[] about = AnswerText.About(statement, words) is { } part ? [Kit.Run($"{SlackText.Cut(part, LongestLine)}: ", bold: true)] : [];
            var numbers = Kit.Run(string.Concat(statement.Citations.Select(number => $"[{number}]")), bold: true);
            yield return new Part(Kit.Paragraph([.. about, Kit.Run(said + " "), numbers])) { File = attached };
        }

        foreach (var source in card.Sources)
        {
            foreach (var (i, quote) in source.Quotes.Index())
            {
                JsonObject[] about = quote.Answers is { } statement ? [Kit.Paragraph(Kit.Run($"{SlackText.Cut(AnswerText.About(statement, words)!, LongestLine)}:", bold: true))] : [];
                JsonObject[] below = i == source.Quotes.Count - 1 ? [Source(source, card.HasNumbers, words)] : [];
                yield return Quote(about, quote, card.HasNumbers ? $"[{quote.Citation.Number}]" : string.Empty, below, $"{files}quote-{quote.Citation.Number}.txt", words);
            }
        }

        foreach (var conflict in answer.Conflicts)
        {
            yield return new Part(Kit.Paragraph(Kit.Run(SlackText.Cut(AnswerText.Line(conflict, answer, words), LongestExcerpt))));
        }

        foreach (var (i, citation) in answer.Closest.Take(MostClosest).Index())
        {
            var quote = CardQuote.Closest(citation);
            yield return Quote([], quote, string.Empty, [Source(new CardSource(citation.Document, [quote]), hasNumbers: false, words)], $"{files}closest-{i + 1}.txt", words);
        }

        yield return new Part(Kit.Small(AnswerText.CardFooter(answer, words)));
    }

    /// <summary>An excerpt and its source stand in one message.</summary>
    private static Part Quote(JsonObject[] about, CardQuote quote, string number, JsonObject[] below, string file, AnswerWording words)
    {
        var drawn = QuoteKit.Of(quote, number);
        return Kit.LengthOf(drawn) <= LongestExcerpt
            ? new Part([.. about, drawn, .. below])
            : new Part([.. about, Kit.Quote(Kit.Run($"{number} {words.With(Phrase.Attached, file)}")), .. below]) { File = new TextFile(file, OutgoingText.Clean(OutgoingText.Cells(quote.Citation.Excerpt))) };
    }

    /// <summary>The document, as a link if it was loaded from the web, and the places in it.</summary>
    private static JsonObject Source(CardSource source, bool hasNumbers, AnswerWording words)
    {
        var title = SlackText.Cut(OutgoingText.CleanLine(source.Document.Title), LongestTitle);
        var places = source.Quotes.Select(quote => (Number: hasNumbers && source.Quotes.Count > 1 ? $"[{quote.Citation.Number}] " : string.Empty, Place: SourceLine.PlaceOf(quote.Citation, words)))
            .Where(one => one.Place.Length > 0).Select(one => SlackText.Cut(one.Number + one.Place, LongestPlace));
        var rest = string.Concat(places.Select(place => $" · {place}"));
        return SourceLine.LinkOf(source.Document) is { } address
            ? Kit.Paragraph([Kit.Link(address, title), .. rest.Length > 0 ? [Kit.Run(rest)] : Array.Empty<JsonNode>()])
            : Kit.Small(title + rest);
    }

    /// <summary>The text, or where it is found whole.</summary>
    private static (string Text, TextFile? File) Shown(string text, string file, AnswerWording words) => OutgoingText.CleanLine(text) is { Length: <= LongestExcerpt } line
        ? (line, null)
        : (words.With(Phrase.Attached, file), new TextFile(file, OutgoingText.Clean(text)));

    private static Part Heading(string line) => new(Kit.Paragraph(Kit.Run(line, bold: true)));
}
