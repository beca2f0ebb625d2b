using System.Text.Json.Nodes;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Text;

namespace ResearchBot.Slack.Rendering;

/// <summary>An answer: status, statements, quotes with their sources, conflicts, the closest passages of a refusal, footer.</summary>
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

    /// <summary>The buttons below it.</summary>
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
            var (said, attached) = Shown(statement.Text, $"{files}statement-{i + 1}.txt", words);
            yield return new Part(Kit.Paragraph(Kit.Run(said + " "), Kit.Run(string.Concat(statement.Citations.Select(number => $"[{number}]")), bold: true))) { File = attached };
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
        var (text, attached) = Shown(citation.Excerpt, file, words);
        var quoted = Kit.Run($"“{text}”");
        return new Part(Kit.Quote(number.Length == 0 ? [quoted] : [Kit.Run(number, bold: true), quoted]), Kit.Small(AnswerText.Source(citation.Document, citation.Place, words), mark)) { File = attached };
    }

    /// <summary>The text, or where it is found whole.</summary>
    private static (string Text, TextFile? File) Shown(string text, string file, AnswerWording words) => OutgoingText.CleanLine(text) is { Length: <= LongestExcerpt } line
        ? (line, null)
        : (words.With(Phrase.Attached, file), new TextFile(file, OutgoingText.Clean(text)));

    private static Part Heading(string line) => new(Kit.Paragraph(Kit.Run(line, bold: true)));
}
