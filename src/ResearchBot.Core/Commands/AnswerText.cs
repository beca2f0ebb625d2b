using System.Globalization;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

/// <summary>Renders an answer as plain lines: statements with [n], quotes with sources, conflicts, footer.</summary>
public static class AnswerText
{
    public static IEnumerable<string> Lines(AnswerReply reply)
    {
        var words = AnswerWording.Of(reply.Language);
        var found = Lines(reply.Answer, reply.Receipt, words);
        return reply.Pinned is not { } pinned ? found
            : pinned.IsFoundNow ? [Mark(pinned, words), .. found]
            : [Mark(pinned, words), .. Lines(pinned.Answer, pinned.Receipt, words), string.Empty, words[Phrase.FoundNow], .. found];
    }

    public static string Mark(PinnedAnswer pinned, AnswerWording words) => words.With(Phrase.Pinned, Date(pinned.PinnedAt));

    private static string Date(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(Answer answer, string receipt, AnswerWording words)
    {
        foreach (var line in Status(answer, words).Concat(answer.Statements.Select(statement => Line(statement, words))))
        {
            yield return line;
        }

        foreach (var citation in answer.Citations)
        {
            yield return string.Empty;
            yield return $"[{citation.Number}] “{OutgoingText.CleanLine(OutgoingText.Cells(citation.Excerpt))}”";
            yield return $"    {SourceLine.Of(citation.Document, citation.Place, words)} · {words[citation.Verified ? Phrase.Checked : Phrase.NotChecked]}";
        }

        foreach (var conflict in answer.Conflicts)
        {
            yield return string.Empty;
            yield return Line(conflict, answer, words);
        }

        foreach (var citation in answer.Closest)
        {
            yield return string.Empty;
            yield return $"    “{OutgoingText.CleanLine(OutgoingText.Cells(citation.Excerpt))}”";
            yield return $"    {SourceLine.Of(citation.Document, citation.Place, words)}";
        }

        yield return string.Empty;
        yield return Footer(answer, receipt, words);
    }

    /// <summary>What stands before a statement that answers a part of the question; null if the question has no parts.</summary>
    public static string? About(Statement statement, AnswerWording words) => statement.About is not { } about ? null
        : statement.IsNearest ? words.With(Phrase.NearestFor, OutgoingText.CleanLine(about)) : OutgoingText.CleanLine(about);

    public static string Line(Statement statement, AnswerWording words) =>
        $"{(About(statement, words) is { } about ? $"{about}: " : "")}{OutgoingText.CleanLine(OutgoingText.Cells(statement.Text))} {string.Concat(statement.Citations.Select(number => $"[{number}]"))}";

    public static IEnumerable<string> Lines(DraftedAnswer draft) =>
        [AnswerWording.Of(draft.Language)[Phrase.Draft], .. draft.Statements.Select(OutgoingText.CleanLine)];

    /// <summary>A conflict of an answer, with the dates of its sources if known.</summary>
    public static string Line(Conflict conflict, Answer answer, AnswerWording words)
    {
        var newest = conflict.Citations.Select(number => PublishedOf(answer, number)).ToHashSet() is { Count: > 1 } dates && !dates.Contains(null) ? dates.Max(StringComparer.Ordinal) : null;
        var citations = string.Join($" {words[Phrase.And]} ", conflict.Citations.Select(number => $"[{number}]{DateOf(PublishedOf(answer, number), newest, words)}"));
        var pair = words.With(Phrase.Conflict, OutgoingText.CleanLine(conflict.About), citations);
        return conflict.Ruling is not { } ruling ? pair
            : $"{pair} {words.With(Phrase.Ruled, Date(ruling.At), ruling.Holds)} {OutgoingText.CleanLine(ruling.Note)}".TrimEnd();
    }

    private static string? PublishedOf(Answer answer, int number) =>
        answer.Citations.FirstOrDefault(citation => citation.Number == number)?.Document.Published is { Length: > 0 } published ? published : null;

    private static string DateOf(string? published, string? newest, AnswerWording words) => published is null ? string.Empty
        : $" ({OutgoingText.CleanLine(published)}{(published == newest ? $", {words[Phrase.Newer]}" : string.Empty)})";

    /// <summary>The leading lines: how a follow-up was understood, and in what the answer is not complete.</summary>
    public static IEnumerable<string> Status(Answer answer, AnswerWording words)
    {
        if (answer.Standalone is { } standalone)
        {
            yield return words.With(Phrase.Meant, OutgoingText.CleanLine(standalone));
        }

        if (answer.Fallback is { } fallback)
        {
            yield return words.With(Enum.Parse<Phrase>(fallback.Reason.ToString()), fallback.Id);
        }

        foreach (var word in answer.Corrected)
        {
            yield return words.With(Phrase.Corrected, OutgoingText.CleanLine(word.To), OutgoingText.CleanLine(word.From));
        }

        if (answer.Outcome == AnswerOutcome.Partial)
        {
            yield return words[Phrase.Partial];
        }
        else if (answer.Outcome == AnswerOutcome.NotFound)
        {
            yield return words[Phrase.NotFound];
        }

        if (answer.MissingTerms.Count > 0)
        {
            yield return words.With(Phrase.Missing, OutgoingText.CleanLine(string.Join(", ", answer.MissingTerms)));
        }

        foreach (var part in answer.Unanswered)
        {
            yield return words.With(Phrase.PartNotFound, OutgoingText.CleanLine(part));
        }

        if (answer.MayHaveMore)
        {
            yield return words.With(Phrase.MayHaveMore, answer.Statements.Count);
        }

        if (answer.Closest.Count > 0)
        {
            yield return words[Phrase.Closest];
        }
    }

    /// <summary>Below an answer on a small screen: how it was made and when its sources were published. The rest is behind a button.</summary>
    public static string CardFooter(Answer answer, AnswerWording words)
    {
        if (answer.Citations.Count == 0)
        {
            return Where(answer.Searched, words);
        }

        var sources = answer.Citations.Select(citation => citation.Document).DistinctBy(document => document.Id).ToArray();
        var dates = sources.Select(document => document.Published).OfType<string>().Where(date => date.Length > 0).Order(StringComparer.Ordinal).ToArray();
        var count = sources.Length == 1 ? words[Phrase.OneDocument] : words.With(Phrase.Documents, sources.Length);
        var made = !answer.Citations.All(citation => citation.Verified) ? words[Phrase.NotChecked]
            : words.With(answer.Mode == AnswerMode.Extractive ? Phrase.CardChecked : Phrase.CardProved, count);
        var span = dates is [] ? null : dates[0] == dates[^1] ? dates[0] : words.With(Phrase.From, dates[0], dates[^1]);
        return span is null ? made : $"{made} · {OutgoingText.CleanLine(span)}";
    }

    /// <summary>What was searched, how the answer was made, and its receipt.</summary>
    public static string Footer(Answer answer, string receipt, AnswerWording words)
    {
        var parts = new List<string>
        {
            Where(answer.Searched, words),
            words[answer.Mode == AnswerMode.Extractive ? Phrase.WordForWord : Phrase.ByModel],
            words.With(Phrase.Confidence, $"{answer.Confidence:P0}"),
            $"{answer.ElapsedMs} ms",
            words.With(Phrase.Receipt, receipt),
        };
        if (answer is { Mode: AnswerMode.Model, DroppedStatements: > 0 })
        {
            parts.Insert(2, words.With(Phrase.Unproved, answer.DroppedStatements));
        }

        if (answer.Searched.Gone.Count > 0)
        {
            parts.Insert(1, words.With(Phrase.Gone, OutgoingText.CleanLine(string.Join(", ", answer.Searched.Gone))));
        }

        return string.Join(" · ", parts);
    }

    private static string Where(SearchedScope searched, AnswerWording words) => searched.Collections.Count == 0
        ? words[searched.IsLimited ? Phrase.SearchedNothingChosen : Phrase.SearchedNothing]
        : words.With(
            Phrase.Searched,
            searched.Documents == 1 ? words[Phrase.OneDocument] : words.With(Phrase.Documents, searched.Documents),
            searched.Chunks == 1 ? words[Phrase.OneChunk] : words.With(Phrase.Chunks, searched.Chunks),
            string.Join(", ", searched.Collections));
}
