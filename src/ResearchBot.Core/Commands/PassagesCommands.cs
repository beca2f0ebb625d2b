using System.Globalization;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

public sealed class PassagesShowCommand(AnswerChoice answers, DocumentStore store, CollectionRights rights)
    : Command(new("passages show", CommandGroup.Passages, Role.Member)
    {
        Summary = "Show the whole passages behind an answer's citations.",
        Example = "passages show --answer 9f2c4e81a7b35d06",
        Options = [AnswerChoice.Option],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var kept = await answers.FindAsync(request, cancellationToken);
        var scope = await rights.ReadableAsync(request.Audience, cancellationToken);
        var hits = new List<SearchHit>();
        foreach (var cited in kept.Answer.Citations.GroupBy(citation => (citation.Document.Id, citation.Document.Version)))
        {
            if (await store.OpenAsync(scope, cited.Key.Id, cited.Key.Version, cancellationToken) is { } version)
            {
                hits.AddRange(HitsIn(version, [.. cited], scope));
            }
        }

        return hits.Count == 0
            ? throw new UserFacingException($"Answer {kept.Id} cites nothing that can be shown here.")
            : new SearchReply([.. hits.OrderBy(hit => hit.Citations!.Min())]);
    }

    /// <summary>A chunk with a withdrawn passage is never shown, even if another part of it is cited.</summary>
    private static IEnumerable<SearchHit> HitsIn(DocumentVersion version, IReadOnlyList<Citation> citations, ReadScope scope)
    {
        var withdrawn = scope.Withdrawn.Where(passage => passage.DocumentId == version.Document.Id).SelectMany(passage => passage.RangesIn(version.Text)).ToArray();
        foreach (var chunk in version.Chunks)
        {
            var end = chunk.Start + chunk.Length;
            var cited = citations.Where(citation => citation.Start < end && chunk.Start < citation.End).ToArray();
            if (cited.Length > 0 && !withdrawn.Any(range => range.Start < end && chunk.Start < range.End))
            {
                yield return new SearchHit(
                    CitedDocument.Of(version.Document), chunk.Place, version.Text.Substring(chunk.Start, chunk.Length), cited.Max(citation => citation.Score))
                {
                    Citations = [.. cited.Select(citation => citation.Number)],
                };
            }
        }
    }
}

/// <summary>Shows further passages on an answer's question for the readers of this reply, who may be allowed more or less than the answer's
/// readers.</summary>
public sealed class PassagesMoreCommand(
    AnswerChoice answers, Retriever retriever, DocumentStore store, EffectiveSettingsReader channels, HelpPlaces helpers, QuestionGate gate)
    : Command(new("passages more", CommandGroup.Passages, Role.Member)
    {
        Summary = "Show further passages on an answer's question.",
        Example = "passages more --answer 9f2c4e81a7b35d06",
        IsQuestion = true,
        Options = [AnswerChoice.Option],
    })
{
    private const int Top = 5;

    public override async Task<SearchQuery?> StoredQueryOfAsync(CommandRequest request, CancellationToken cancellationToken) =>
        SearchQuery.Parse((await answers.FindUncheckedAsync(request, cancellationToken)).Question.Standalone);

    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        using var first = gate.Enter();
        var kept = await answers.FindAsync(request, cancellationToken);
        Citation[] shown = [.. kept.Answer.Citations, .. kept.Answer.Closest];
        var scope = (await channels.ForAsync(request.Audience, kept.Question.Text, cancellationToken)).Scope;
        var found = await retriever.SearchCorrectedAsync(kept.Question.Standalone, scope, Top + shown.Length, cancellationToken);
        var readable = await store.StillReadableAsync(scope, [.. found.Chunks.Select(chunk => chunk.Version.Document.Id)], cancellationToken);
        return new SearchReply([.. found.Chunks
            .Where(chunk => readable.Contains(chunk.Version.Document.Id) && !shown.Any(citation => IsIn(citation, chunk)))
            .Take(Top)
            .Select(SearchHit.Of)])
        {
            More = new MoreOf(kept.Id, shown.Length > 0, (await helpers.FindAsync(request.Person.Workspace, request.Channel, cancellationToken)).Count > 0),
        };
    }

    /// <summary>Whether a chunk contains a passage that was shown; in another version, whether it contains its words.</summary>
    private static bool IsIn(Citation citation, RetrievedChunk found)
    {
        var document = found.Version.Document;
        return citation.Document.Id == document.Id && (citation.Document.Version == document.Version
            ? citation.Start < found.Chunk.Start + found.Chunk.Length && found.Chunk.Start < citation.End
            : SameWords.AreIn(found.Text.ToString(), citation.Excerpt));
    }
}

public sealed class PassagesRetractCommand(AnswerChoice answers, WithdrawnPassages withdrawn, AnswerRetractions retractions)
    : Command(new("passages retract", CommandGroup.Passages, Role.Moderator)
    {
        Summary = "Take a cited passage out of use: no search or answer shows it again.",
        Example = "passages retract 1 --answer 9f2c4e81a7b35d06 --reason \"It was a draft.\"",
        Options =
        [
            new("citation", OptionKind.Number, "The number that stands before the passage: 2 for [2].", Required: true),
            AnswerChoice.Option,
            new("reason", OptionKind.Word, "Why; readers are told."),
        ],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var number = request.Number("citation");
        var kept = await answers.FindAsync(request, cancellationToken);
        var citation = kept.Answer.Citations.FirstOrDefault(citation => citation.Number == number)
            ?? throw new UserFacingException(kept.Answer.Citations.Count == 0
                ? $"Answer {kept.Id} cites nothing that can be shown here."
                : $"Answer {kept.Id} has no passage [{number}] that can be shown here, but {string.Join(", ", kept.Answer.Citations.Select(one => $"[{one.Number}]"))}.");
        var reason = request.Value("reason") ?? string.Empty;
        var workspace = request.Person.Workspace;
        var id = await withdrawn.AddAsync(
            workspace, new WithdrawnPassage(citation.Document.Id, citation.Excerpt), citation.Document.Version, reason, request.Person.Name, cancellationToken);
        var replaced = await retractions.ReplaceCitingAsync(
            workspace, citation, $"A moderator withdrew a passage that stood in this answer{(reason.Length == 0 ? "." : $": {reason}")} Ask again for an answer without it.", cancellationToken);
        return new DoneReply(
            $"The passage [{number}] of “{citation.Document.Title}”, and the part of the document that search finds it in, are out of use in this workspace, in all versions that say the same. "
            + $"{(replaced == 0 ? "No posted message is known that shows it." : $"Posted messages that are replaced: {replaced}.")} /passages restore {id} takes that back.");
    }
}

public sealed class PassagesListCommand(WithdrawnPassages withdrawn, PassageStanding passages, CollectionRights rights)
    : Command(new("passages list", CommandGroup.Passages, Role.Moderator)
    {
        Summary = "Show the passages that are out of use here.",
        Example = "passages list",
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var scope = await rights.ReadableAsync(request.Audience, cancellationToken);
        var rows = new List<string[]>();
        foreach (var one in await withdrawn.ListAsync(request.Person.Workspace, cancellationToken))
        {
            var standing = await passages.OfAsync(scope, one.Passage.DocumentId, one.Passage.Text, cancellationToken);
            rows.Add(standing.Document is not { } document
                ? [one.Id, "cannot be shown here", string.Empty, string.Empty, string.Empty, string.Empty]
                :
                [
                    one.Id,
                    $"{document.Title} ({document.Id}, version {one.Version})",
                    one.Passage.Text,
                    one.Reason,
                    $"{one.By}, {one.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
                    standing.Stands ? "kept out of search" : "no longer in the document",
                ]);
        }

        return new TableReply(
            rows.Count == 0 ? "No passage is out of use here." : "Passages that are out of use here, newest first. “passages restore ID” brings one back:",
            ["id", "document", "passage", "reason", "by", "state"],
            rows);
    }
}

public sealed class PassagesRestoreCommand(WithdrawnPassages withdrawn)
    : Command(new("passages restore", CommandGroup.Passages, Role.Moderator)
    {
        Summary = "Bring a passage back into use.",
        Example = "passages restore 5w8n1r6t3v",
        Options = [new("id", OptionKind.Word, "The passage, as “passages list” shows it.", Required: true)],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var id = request.Value("id") ?? string.Empty;
        return await withdrawn.RemoveAsync(request.Person.Workspace, id, cancellationToken)
            ? new DoneReply("The passage is used again in searches and answers. Messages that were replaced stay as they are.")
            : throw new UserFacingException($"There is no withdrawn passage {OutgoingText.CleanLine(id)}. “passages list” shows what there is.");
    }
}
