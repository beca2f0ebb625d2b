using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering;

/// <summary>Finds the chunks that a question may be answered from.</summary>
public sealed class Retriever(DocumentIndex index, QuestionEmbedder embedder)
{
    /// <summary>The best chunks that the audience may read; the scope applies before ranking.</summary>
    /// <param name="sentences">Whether an answer will be extracted, so that sentences are compared with the question too.</param>
    public async Task<SearchResult> RetrieveAsync(string text, bool sentences, ReadScope scope, int top, CancellationToken cancellationToken)
    {
        var query = await embedder.EmbedAsync(SearchQuery.Parse(text), text, cancellationToken);
        var found = index.Search(query, scope, top);
        return sentences ? await embedder.CompareSentencesAsync(query, found, cancellationToken) : found;
    }
}
