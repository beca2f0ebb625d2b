using System.Globalization;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands;

/// <summary>Describes how an answer was found and checked, as far as its reader may know.</summary>
public sealed class WhyReport(AnswerLog log, VersionStore versions, Pins pins, Rulings rulings)
{
    /// <summary>What every reader of an answer may know of it: nothing of the asker, the question or other documents.</summary>
    public static WhyReply InShort(KeptAnswer kept) => new(kept.Id, [new("Answer", [$"Answered {At(kept.AnsweredAt)}.", .. Outcomes(kept)])]);

    /// <summary>Writes the report for a reader with this scope.</summary>
    public async Task<WhyReply> WriteAsync(KeptAnswer kept, ReadScope scope, CancellationToken cancellationToken)
    {
        var trace = await log.TraceAsync(kept.Id, cancellationToken);
        var documents = new Dictionary<string, DocumentHistory?>();
        foreach (var id in kept.Answer.Citations.Select(citation => citation.Document.Id).Concat(trace?.Retrieved.Select(chunk => chunk.Document) ?? []).Distinct())
        {
            documents[id] = await versions.ReadAsync(scope, id, cancellationToken);
        }

        var pinned = (await pins.ListAsync(kept.Workspace, cancellationToken)).Where(pin => pin.AnswerId == kept.Id).ToArray();
        var ruled = await rulings.ShowAsync(kept.Workspace, kept.Answer, cancellationToken);
        return new WhyReply(kept.Id,
        [
            new("Answer", [.. About(kept)]),
            new("State", [.. State(kept, pinned)]),
            new("Searched", [.. Searched(kept, trace, scope)]),
            new("Found", [.. Found(trace, documents)]),
            new("Cited", [.. kept.Answer.Citations.Select(citation => Cited(citation, documents[citation.Document.Id]))]),
            new("Differ", [.. ruled.Conflicts.Select(Differ)]),
            new("Checked", [.. Checked(kept, trace)]),
        ]);
    }

    private static IEnumerable<string> About(KeptAnswer kept)
    {
        yield return $"Asked: {kept.Question.Text}";
        if (kept.Question.Standalone != kept.Question.Text)
        {
            yield return $"Understood, from what was asked before, as: {kept.Question.Standalone}";
        }

        var where = kept.IsPrivate ? "privately" : kept.Channel is null ? string.Empty : $"in {kept.Channel}";
        yield return $"By {kept.Person} on {kept.Platform} {where}".TrimEnd() + $", {At(kept.AnsweredAt)}.";
        foreach (var line in Outcomes(kept))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Outcomes(KeptAnswer kept)
    {
        var mode = kept.Answer.Mode == AnswerMode.Extractive ? "word for word from the documents" : "worded by a model";
        yield return $"{Outcome(kept.Answer.Outcome)}, confidence {kept.Answer.Confidence.ToString("P0", CultureInfo.InvariantCulture)}, {mode}, in {kept.Answer.ElapsedMs} ms.";
        if (kept.Answer.Model is { } model)
        {
            var tokens = kept.Answer.Tokens is { } use ? string.Create(CultureInfo.InvariantCulture, $", {use.Input:N0} tokens read and {use.Output:N0} written") : string.Empty;
            yield return $"Model: {model}{tokens}; statements left out as unproved: {kept.Answer.DroppedStatements}.";
        }

        if (kept.Answer.Fallback is { } fallback)
        {
            yield return $"Word for word instead of by the model: {AnswerWording.Of(AnswerWording.English).With(Enum.Parse<Phrase>(fallback.Reason.ToString()), fallback.Id)}";
        }
    }

    private static string Outcome(AnswerOutcome outcome) => outcome switch
    {
        AnswerOutcome.Answered => "Answered",
        AnswerOutcome.Partial => "Answered in part",
        _ => "Not found, or nothing that can be shown here",
    };

    private static IEnumerable<string> State(KeptAnswer kept, Pin[] pinned)
    {
        yield return kept.Retraction is not { } retraction
            ? "It counts."
            : $"Retracted by {retraction.By}, {At(retraction.At)}. {retraction.Reason}".TrimEnd();
        foreach (var pin in pinned)
        {
            yield return $"Pinned {(pin.Channel is null ? "in the whole workspace" : $"in {pin.Channel}")} by {pin.By}, {At(pin.At)} (pin {pin.Id}).";
        }
    }

    private static IEnumerable<string> Searched(KeptAnswer kept, AnswerTrace? trace, ReadScope scope)
    {
        var names = kept.Answer.Searched.Collections;
        var hidden = trace is not null && !trace.Collections.All(one => scope.Collections.Contains(new CollectionId(one.Workspace, one.Name)));
        yield return names.Count == 0 ? "No collection that can be shown here." : $"Collections: {string.Join(", ", names)}.";
        yield return hidden || (names.Count > 0 && kept.Answer.Searched.Documents == 0)
            ? "More was searched that cannot be shown here, and so no counts are."
            : $"Documents: {kept.Answer.Searched.Documents}; chunks: {kept.Answer.Searched.Chunks}.";
        if (trace is { Withdrawn: > 0 })
        {
            yield return $"Passages that moderators had taken out of use: {trace.Withdrawn}.";
        }
    }

    private static IEnumerable<string> Found(AnswerTrace? trace, Dictionary<string, DocumentHistory?> documents)
    {
        if (trace is null)
        {
            yield return "How it was found was not kept.";
            yield break;
        }

        foreach (var (rank, chunk) in trace.Retrieved.Index())
        {
            if (documents[chunk.Document] is { } history)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rank + 1}. {history.Newest.Title} ({chunk.Document}, version {chunk.Version}, chunk {chunk.Ordinal + 1}): score {chunk.Score:0.0000}, by words {chunk.WordScore:0.00}");
            }
        }

        if (trace.Retrieved.Any(chunk => documents[chunk.Document] is null))
        {
            yield return "More was found that cannot be shown here.";
        }
    }

    private static string Cited(Citation citation, DocumentHistory? history)
    {
        var standing = history is null ? "not known any more"
            : history.Removed ? "removed from search since"
            : history.Newest.Version == citation.Document.Version ? "the newest"
            : $"the newest is version {history.Newest.Version}";
        return $"[{citation.Number}] {citation.Document.Title} ({citation.Document.Id}), version {citation.Document.Version}: {standing}";
    }

    private static string Differ(Conflict conflict) =>
        $"{string.Join(" and ", conflict.Citations.Select(number => $"[{number}]"))} on “{conflict.About}”"
        + (conflict.Ruling is not { } ruling ? ". Nobody ruled on it; /rule does." : $". Ruled, {At(ruling.At)}: [{ruling.Holds}] holds. {ruling.Note}".TrimEnd());

    private static IEnumerable<string> Checked(KeptAnswer kept, AnswerTrace? trace)
    {
        if (trace is not null)
        {
            yield return $"Excerpts compared with the store, {At(trace.CheckedAt)}: {trace.Compared}, dropped: {trace.Dropped}.";
        }

        yield return $"Compared again now with the versions that are cited, for who reads this: {kept.Answer.Citations.Count + kept.Answer.Closest.Count} can be shown.";
    }

    private static string At(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
