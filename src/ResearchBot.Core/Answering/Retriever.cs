using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering;

/// <summary>Finds the chunks that a question may be answered from.</summary>
public sealed class Retriever(DocumentIndex index, QuestionEmbedder embedder)
{
    /// <summary>The best chunks among what the audience may read; anything else is left out before it is ranked.</summary>
    /// <param name="text">The question, standing alone.</param>
    /// <param name="sentences">Whether an answer will be taken from it, so that its sentences are compared with the question too.</param>
    /// <param name="scope">What the audience may read.</param>
    /// <param name="top">How many chunks at most.</param>
    public async Task<SearchResult> RetrieveAsync(string text, bool sentences, ReadScope scope, int top, CancellationToken cancellationToken)
    {
        var query = await embedder.EmbedAsync(SearchQuery.Parse(text), text, cancellationToken);
        var found = index.Search(query, scope, top);
        return sentences ? await embedder.CompareSentencesAsync(query, found, cancellationToken) : found;
    }
}
