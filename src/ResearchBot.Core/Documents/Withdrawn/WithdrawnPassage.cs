using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Documents;

/// <summary>A passage that a workspace's moderators took out of use, in all versions of its document that hold the same words.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Text">Its words; white space counts as one whatever it is.</param>
public sealed record WithdrawnPassage(string DocumentId, string Text)
{
    /// <summary>Where it stands in a text of its document, in reading order; empty where it no longer does.</summary>
    public IEnumerable<TextRange> RangesIn(string text) => SameWords.RangesIn(text, Text);
}
