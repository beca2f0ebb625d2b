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

    /// <summary>The parts of a reply to a question: what is pinned to it first.</summary>
    public static IEnumerable<Part> Of(AnswerReply reply)
    {
        var words = AnswerWording.Of(reply.Language);
        var found = Of(reply.Answer, reply.Receipt, words, string.Empty);
        return reply.Pinned is not { } pinned ? found
            : pinned.IsFoundNow ? [Heading(AnswerText.Mark(pinned, words)), .. found]
            : [Heading(AnswerText.Mark(pinned, words)), .. Of(pinned.Answer, pinned.Receipt, words, "pinned-"), Heading(words[Phrase.FoundNow]), .. found];
    }

    public static JsonObject? Buttons(AnswerReply reply)
    {
        var words = AnswerWording.Of(reply.Language);
        if (reply.Receipt.Length == 0)
        {
            return null;
        }

        var hasPassages = reply.Answer.Citations.Count + reply.Answer.Closest.Count > 0;
        (string Action, Phrase Label)[] passages = hasPassages ? [("passages-more", Phrase.MorePassages), ("passages-show", Phrase.WholePassage)] : [];
        (string Action, Phrase Label)[] all = [.. passages, ("helpful", Phrase.Helpful), ("unhelpful", Phrase.NotHelpful), ("needhelp", Phrase.NeedHelp)];
        return Kit.Buttons(all.Select(one => (one.Action, reply.Receipt, words[one.Label])));
    }

    private static IEnumerable<Part> Of(Answer answer, string receipt, AnswerWording words, string files)
    {
        foreach (var line in AnswerText.Status(answer, words))
        {
            yield return new Part(Kit.Paragraph(Kit.Run(SlackText.Cut(line, LongestLine), italic: true)));
        }

        foreach (var (i, statement) in answer.Statements.Index())
        {
            var (said, attached) = Shown(OutgoingText.Cells(statement.Text), $"{files}statement-{i + 1}.txt", words);
            JsonNode[] about = AnswerText.About(statement, words) is { } part ? [Kit.Run($"{SlackText.Cut(part, LongestLine)}: ", bold: true)] : [];
            var numbers = Kit.Run(string.Concat(statement.Citations.Select(number => $"[{number}]")), bold: true);
            yield return new Part(Kit.Paragraph([.. about, Kit.Run(said + " "), numbers])) { File = attached };
        }

        foreach (var citation in answer.Citations)
        {
            yield return Quote($"[{citation.Number}] ", citation, $" · {words[citation.Verified ? Phrase.Checked : Phrase.NotChecked]}", $"{files}quote-{citation.Number}.txt", words);
        }

        foreach (var conflict in answer.Conflicts)
        {
            yield return new Part(Kit.Paragraph(Kit.Run(SlackText.Cut(AnswerText.Line(conflict, answer, words), LongestExcerpt))));
        }

        foreach (var (i, citation) in answer.Closest.Index())
        {
            yield return Quote(string.Empty, citation, string.Empty, $"{files}closest-{i + 1}.txt", words);
        }

        yield return new Part(Kit.Small(AnswerText.Footer(answer, receipt, words)));
    }

    /// <summary>An excerpt and its source stand in one message.</summary>
    private static Part Quote(string number, Citation citation, string mark, string file, AnswerWording words)
    {
        var (text, attached) = Shown(OutgoingText.Cells(citation.Excerpt), file, words);
        var quoted = Kit.Run($"“{text}”");
        return new Part(Kit.Quote(number.Length == 0 ? [quoted] : [Kit.Run(number, bold: true), quoted]), Kit.Small(SourceLine.Of(citation.Document, citation.Place, words), mark)) { File = attached };
    }

    /// <summary>The text, or where it is found whole.</summary>
    private static (string Text, TextFile? File) Shown(string text, string file, AnswerWording words) => OutgoingText.CleanLine(text) is { Length: <= LongestExcerpt } line
        ? (line, null)
        : (words.With(Phrase.Attached, file), new TextFile(file, OutgoingText.Clean(text)));

    private static Part Heading(string line) => new(Kit.Paragraph(Kit.Run(line, bold: true)));
}
