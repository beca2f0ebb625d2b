using ResearchBot.Core.Answering;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Embeddings;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>Shows what else there is on an answer's question, for whoever reads this reply: it may be more, or less, than the answer's readers may see.</summary>
public sealed class PassagesMoreCommand(AnswerChoice answers, Retriever retriever, DocumentStore store, EffectiveSettingsReader channels, QuestionGate gate) : Command
{
    private const int Top = 5;

    /// <inheritdoc/>
    public override string Name => "passages more";

    /// <inheritdoc/>
    public override string Summary => "Show further passages on an answer's question.";

    /// <inheritdoc/>
    public override string Example => "passages more --answer 9f2c4e81a7b35d06";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override bool IsQuestion => true;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [AnswerChoice.Option];

    /// <inheritdoc/>
    public override async Task<SearchQuery?> StoredQueryOfAsync(CommandRequest request, CancellationToken cancellationToken) =>
        SearchQuery.Parse((await answers.FindUncheckedAsync(request, cancellationToken)).Question.Standalone);

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        using var first = gate.Enter();
        var kept = await answers.FindAsync(request, cancellationToken);
        Citation[] shown = [.. kept.Answer.Citations, .. kept.Answer.Closest];
        var scope = (await channels.ForAsync(request.Audience, kept.Question.Text, cancellationToken)).Scope;
        var found = await retriever.RetrieveAsync(kept.Question.Standalone, sentences: false, scope, Top + shown.Length, cancellationToken);
        var readable = await store.StillReadableAsync(scope, [.. found.Chunks.Select(chunk => chunk.Version.Document.Id)], cancellationToken);
        return new SearchReply([.. found.Chunks
            .Where(chunk => readable.Contains(chunk.Version.Document.Id) && !shown.Any(citation => IsIn(citation, chunk)))
            .Take(Top)
            .Select(SearchHit.Of)]);
    }

    /// <summary>Whether a passage that was shown stands in a chunk; in another version, whether its words do.</summary>
    private static bool IsIn(Citation citation, RetrievedChunk found)
    {
        var document = found.Version.Document;
        return citation.Document.Id == document.Id && (citation.Document.Version == document.Version
            ? citation.Start < found.Chunk.Start + found.Chunk.Length && found.Chunk.Start < citation.End
            : SameWords.AreIn(found.Text.ToString(), citation.Excerpt));
    }
}
