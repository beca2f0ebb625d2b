using System.Globalization;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Documents.Places;

namespace ResearchBot.Terminal;

/// <summary>An answer as plain lines: statements with [n], quotes with their source, conflicts, footer.</summary>
internal static class AnswerText
{
    /// <summary>The lines of a reply to a question: what is pinned to it first.</summary>
    public static IEnumerable<string> Lines(AnswerReply reply) =>
        reply.Pinned is not { } pinned ? Lines(reply.Answer, reply.Receipt)
        : pinned.IsFoundNow ? [Mark(pinned), .. Lines(reply.Answer, reply.Receipt)]
        : [Mark(pinned), .. Lines(pinned.Answer, pinned.Receipt), string.Empty, FoundNow, .. Lines(reply.Answer, reply.Receipt)];

    /// <summary>What stands above a pinned answer.</summary>
    public static string Mark(PinnedAnswer pinned) => $"Pinned by a moderator on {Date(pinned.PinnedAt)}:";

    /// <summary>What stands between a pinned answer and a new one.</summary>
    public const string FoundNow = "Found now:";

    private static string Date(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(Answer answer, string receipt)
    {
        foreach (var line in Status(answer).Concat(answer.Statements.Select(Line)))
        {
            yield return line;
        }

        foreach (var citation in answer.Citations)
        {
            yield return string.Empty;
            yield return $"[{citation.Number}] “{OutgoingText.CleanLine(citation.Excerpt)}”";
            yield return $"    {Source(citation.Document, citation.Place)} · {(citation.Verified ? "✓ checked" : "not checked")}";
        }

        foreach (var conflict in answer.Conflicts)
        {
            yield return string.Empty;
            yield return Line(conflict);
        }

        foreach (var citation in answer.Closest)
        {
            yield return string.Empty;
            yield return $"    “{OutgoingText.CleanLine(citation.Excerpt)}”";
            yield return $"    {Source(citation.Document, citation.Place)}";
        }

        yield return string.Empty;
        yield return Footer(answer, receipt);
    }

    /// <summary>One statement with its citation numbers.</summary>
    public static string Line(Statement statement) =>
        $"{OutgoingText.CleanLine(statement.Text)} {string.Concat(statement.Citations.Select(number => $"[{number}]"))}";

    /// <summary>What a conflict says.</summary>
    public static string Line(Conflict conflict) =>
        $"Sources differ on “{OutgoingText.CleanLine(conflict.About)}”: {string.Join(" and ", conflict.Citations.Select(number => $"[{number}]"))}."
        + (conflict.Ruling is { } ruling ? OutgoingText.CleanLine($" A moderator ruled on {Date(ruling.At)}: [{ruling.Holds}] holds. {ruling.Note}").Insert(0, " ") : string.Empty);

    /// <summary>The lines that stand first when an answer is not a full one.</summary>
    public static IEnumerable<string> Status(Answer answer)
    {
        if (answer.Outcome == AnswerOutcome.Partial)
        {
            yield return "This speaks to a part of the question only.";
        }
        else if (answer.Outcome == AnswerOutcome.NotFound)
        {
            yield return "The documents do not answer this.";
        }

        if (answer.MissingTerms.Count > 0)
        {
            yield return $"Not in the documents: {OutgoingText.CleanLine(string.Join(", ", answer.MissingTerms))}.";
        }

        if (answer.Closest.Count > 0)
        {
            yield return "The closest passages, which are not an answer:";
        }
    }

    /// <summary>Document, author, place, date and version of a citation, on one line.</summary>
    public static string Source(CitedDocument document, Place place)
    {
        var parts = new List<string?>
        {
            document.Title,
            document.About.GetValueOrDefault("author"),
            document.About.GetValueOrDefault("outlet"),
            place.Page is null ? null : $"page {place.Page}",
            place.Section,
            place.Line is null ? null : $"line {place.Line}",
            document.Published,
            $"version {document.Version}",
        };
        return OutgoingText.CleanLine(string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part))));
    }

    private static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";

    /// <summary>What was searched, how the answer was made, its receipt.</summary>
    public static string Footer(Answer answer, string receipt)
    {
        var searched = answer.Searched;
        var where = searched.Collections.Count == 0 ? "no documents yet; /load adds some" :
            $"{Count(searched.Documents, "document")} ({Count(searched.Chunks, "chunk")}) in {string.Join(", ", searched.Collections)}";
        return $"Searched {where} · {(answer.Mode == AnswerMode.Extractive ? "word for word" : "worded by a model")} · confidence {answer.Confidence:P0} · {answer.ElapsedMs} ms · receipt {receipt}";
    }
}
