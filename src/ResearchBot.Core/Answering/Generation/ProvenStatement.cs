using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>A statement that its quotes carry.</summary>
/// <param name="Text">Plain, on one line.</param>
/// <param name="Passages">Whole sentences of the stored text that hold its quotes, one or more.</param>
internal sealed record ProvenStatement(string Text, IReadOnlyList<ProvenPassage> Passages);

/// <summary>A part of a stored text that a statement rests on.</summary>
/// <param name="Source">The chunk that it was found in.</param>
/// <param name="Range">Where it stands in its version's text.</param>
internal sealed record ProvenPassage(RetrievedChunk Source, TextRange Range)
{
    /// <summary>The stored words.</summary>
    public string Text => Source.Version.Text.Substring(Range.Start, Range.Length);
}
