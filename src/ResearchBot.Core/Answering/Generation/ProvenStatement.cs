using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>A supported statement and the whole sentences of stored text that contain its quotes, one or more.</summary>
internal sealed record ProvenStatement(string Text, IReadOnlyList<ProvenPassage> Passages);

internal sealed record ProvenPassage(RetrievedChunk Source, TextRange Range)
{
    public string Text => Source.Version.Text.Substring(Range.Start, Range.Length);
}
