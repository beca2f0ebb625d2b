using ResearchBot.Core.Documents;
using ResearchBot.Core.Embeddings;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering;

/// <summary>Finds the chunks that a question may be answered from.</summary>
public sealed class Retriever(DocumentIndex index, QuestionEmbedder embedder)
{
    /// <summary>The best chunks among what the workspace may read: its own collections and the shared seeds.</summary>
    /// <param name="text">The question, standing alone.</param>
    /// <param name="workspace">The asker's.</param>
    /// <param name="top">How many chunks at most.</param>
    /// <param name="cancellationToken">Ends the wait for the question's vector.</param>
    public async Task<SearchResult> RetrieveAsync(string text, string workspace, int top, CancellationToken cancellationToken)
    {
        var query = await embedder.EmbedAsync(SearchQuery.Parse(text), text, cancellationToken);
        return index.Search(query, new SearchFilter(index.CollectionsOf(WorkspacesOf(workspace))), top);
    }

    /// <summary>The workspaces whose documents somebody of this workspace may read.</summary>
    public static string[] WorkspacesOf(string workspace) => [workspace, Workspace.Shared];
}
