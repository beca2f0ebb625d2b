using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>Shows the whole passages that an answer was cut from.</summary>
public sealed class PassagesShowCommand(AnswerChoice answers, DocumentStore store, CollectionRights rights) : Command
{
    /// <inheritdoc/>
    public override string Name => "passages show";

    /// <inheritdoc/>
    public override string Summary => "Show the whole passages behind an answer's citations.";

    /// <inheritdoc/>
    public override string Example => "passages show --answer 9f2c4e81a7b35d06";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [AnswerChoice.Option];

    /// <inheritdoc/>
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

    /// <summary>A chunk that holds a withdrawn passage is shown no more than search finds it, even if what is cited of it is something else.</summary>
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
