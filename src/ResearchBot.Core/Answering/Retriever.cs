using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Extraction;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering;

/// <summary>Finds the chunks that a question may be answered from.</summary>
public sealed class Retriever(DocumentIndex index, QuestionEmbedder embedder)
{
    /// <summary>How many units are compared with a question by meaning; each costs some milliseconds the first time.</summary>
    public const int Compared = 48;

    /// <summary>The best chunks that the audience may read; the scope applies before ranking.</summary>
    public async Task<SearchResult> SearchAsync(string text, ReadScope scope, int top, CancellationToken cancellationToken) =>
        index.Search(await embedder.EmbedAsync(SearchQuery.Parse(text), text, cancellationToken), scope, top);

    /// <summary>The same, read for an answer.</summary>
    public async Task<QuestionReading> ReadAsync(Question question, ReadScope scope, int top, CancellationToken cancellationToken)
    {
        var query = await embedder.EmbedAsync(SearchQuery.Parse(question.Standalone), question.Standalone, cancellationToken);
        var reading = QuestionReading.Of(question.Standalone, QuestionTopic.Search(index, query, scope, top, question));
        return query.Vector is null ? reading : reading.With(await embedder.CompareAsync(query, reading.ToCompare(Compared), cancellationToken));
    }
}
