using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Text;

namespace ResearchBot.Slack.Rendering;

/// <summary>Replies that quote documents or name files. A passage and its source are one part, so that nothing comes between them.</summary>
internal static class ReplyParts
{
    private const int LongestPassage = 2_000;
    private const int LongestDocument = 3_000;

    /// <summary>Passages, best first.</summary>
    public static IEnumerable<Part> Of(SearchReply search)
    {
        var words = AnswerWording.Of(AnswerWording.English);
        foreach (var (i, hit) in search.Results.Index())
        {
            var mark = hit.Citations is null ? $"{i + 1}. " : string.Concat(hit.Citations.Select(number => $"[{number}]")) + " ";
            yield return new Part(
                Kit.Quote(Kit.Run(mark, bold: true), Kit.Run($"“{SlackText.Cut(OutgoingText.CleanLine(hit.Text), LongestPassage)}”")),
                Kit.Small($"{AnswerText.Source(hit.Document, hit.Place, words)} · score {hit.Score:0.00}"))
            {
                IsCut = OutgoingText.CleanLine(hit.Text).Length > LongestPassage,
            };
        }
    }

    /// <summary>A document: its head, and its text below it or in a file.</summary>
    public static IEnumerable<Part> Of(DocumentReply reply)
    {
        var (document, text) = (reply.Version.Document, OutgoingText.Clean(reply.Version.Text));
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
            .Concat(load.Report.Files.Where(file => file.Reason is not null).Select(ReplyLines.Line));
}
