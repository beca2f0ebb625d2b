using ResearchBot.Core.Documents;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering;

/// <summary>Finds the chunks that a question may be answered from.</summary>
public sealed class Retriever(DocumentIndex index)
{
    /// <summary>The best chunks among what the audience may read; anything else is left out before it is ranked.</summary>
    /// <param name="text">The question, standing alone.</param>
    /// <param name="scope">What the audience may read.</param>
    /// <param name="top">How many chunks at most.</param>
    public SearchResult Retrieve(string text, ReadScope scope, int top) =>
        index.Search(SearchQuery.Parse(text), new SearchFilter(scope.Collections), top);
}
