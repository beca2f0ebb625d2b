using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Answering;

/// <summary>One of two opposed passages.</summary>
/// <param name="DocumentId">Its document.</param>
/// <param name="Text">Its words.</param>
public sealed record RuledSide(string DocumentId, string Text)
{
    /// <summary>Whether a citation quotes it, with more or less of what stands around it.</summary>
    public bool IsIn(Citation citation) => citation.Document.Id == DocumentId && SameWords.AreIn(citation.Excerpt, Text);
}
