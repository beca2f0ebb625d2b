using ResearchBot.Core.Documents;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering;

/// <summary>Finds the chunks that a question may be answered from.</summary>
public sealed class Retriever(DocumentIndex index)
{
    /// <summary>The best chunks among what the workspace may read: its own collections and the shared seeds.</summary>
    /// <param name="text">The question, standing alone.</param>
    /// <param name="workspace">The asker's.</param>
    /// <param name="top">How many chunks at most.</param>
    public SearchResult Retrieve(string text, string workspace, int top) =>
        index.Search(SearchQuery.Parse(text), new SearchFilter(index.CollectionsOf(WorkspacesOf(workspace))), top);

    /// <summary>The workspaces whose documents somebody of this workspace may read.</summary>
    public static string[] WorkspacesOf(string workspace) => [workspace, Workspace.Shared];
}
