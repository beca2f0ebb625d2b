using ResearchBot.Core.Answering;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Embeddings;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands;

/// <summary>Shows the passages that search ranks first, without making an answer of them.</summary>
public sealed class SearchCommand(Retriever retriever, DocumentStore store, EffectiveSettingsReader channels, QuestionGate gate) : Command
{
    private const int DefaultTop = 5;
    private const int MostTop = 50;

    /// <inheritdoc/>
    public override string Name => "search";

    /// <inheritdoc/>
    public override string Summary => "Show the passages that match best.";

    /// <inheritdoc/>
    public override string Example => "search \"flights to Venezuela\" --top 3";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override bool IsQuestion => true;

    /// <inheritdoc/>
    public override SearchQuery? QueryOf(CommandRequest request) =>
        request.Value("query") is { } written ? SearchQuery.Parse(Question.Parse(written).Standalone) : null;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("query", OptionKind.Text, "Words to look for.", Required: true),
        new("top", OptionKind.Number, $"How many passages, {DefaultTop} if not said, {MostTop} at most."),
    ];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        using var first = gate.Enter();
        var query = Question.Parse(request.Value("query") ?? string.Empty);
        var top = request.Number("top", MostTop) ?? DefaultTop;
        var scope = (await channels.ForAsync(request.Audience, query.Text, cancellationToken)).Scope;
        var found = await retriever.RetrieveAsync(query.Text, sentences: false, scope, top, cancellationToken);
        var readable = await store.StillReadableAsync(scope, [.. found.Chunks.Select(chunk => chunk.Version.Document.Id)], cancellationToken);
        return new SearchReply(
            [.. found.Chunks.Where(chunk => readable.Contains(chunk.Version.Document.Id)).Select(SearchHit.Of)]);
    }
}
