using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Generation;

/// <param name="Passages">Whole sentences of the stored text that contain its quotes, one or more.</param>
internal sealed record ProvenStatement(string Text, IReadOnlyList<ProvenPassage> Passages);

internal sealed record ProvenPassage(RetrievedChunk Source, TextRange Range)
{
    public string Text => Source.Version.Text.Substring(Range.Start, Range.Length);
}
