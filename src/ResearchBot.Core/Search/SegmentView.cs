using System.Collections.Immutable;
using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Search;

/// <summary>A segment together with what of it still counts. Immutable.</summary>
internal sealed class SegmentView
{
    private readonly ImmutableHashSet<int> _deadDocuments;
    private readonly long _deadLength;

    public SegmentView(IndexSegment segment)
        : this(segment, null, [], 0)
    {
    }

    private SegmentView(IndexSegment segment, DeadChunks? dead, ImmutableHashSet<int> deadDocuments, long deadLength)
    {
        Segment = segment;
        Dead = dead;
        _deadDocuments = deadDocuments;
        _deadLength = deadLength;
    }

    public IndexSegment Segment { get; }

    public DeadChunks? Dead { get; }

    public int LivingChunks => Segment.ChunkCount - (Dead?.Count ?? 0);

    public int LivingDocuments => Segment.Documents.Count - _deadDocuments.Count;

    public long LivingLength => Segment.Words.TotalLength - _deadLength;

    public IEnumerable<DocumentVersion> LivingVersions() =>
        Segment.Documents.Where((_, position) => !_deadDocuments.Contains(position));

    /// <summary>The same without the documents of these ids.</summary>
    public SegmentView Without(IReadOnlySet<string> ids)
    {
        var view = this;
        for (var position = 0; position < Segment.Documents.Count; position++)
        {
            if (ids.Contains(Segment.Documents[position].Document.Id) && !_deadDocuments.Contains(position))
            {
                view = view.WithoutDocument(position);
            }
        }

        return view;
    }

    private SegmentView WithoutDocument(int position)
    {
        var first = Segment.FirstChunkOf(position);
        var count = Segment.Documents[position].Chunks.Count;
        var length = 0L;
        for (var chunk = first; chunk < first + count; chunk++)
        {
            length += Segment.Words.LengthOf(chunk);
        }

        return new SegmentView(
            Segment,
            DeadChunks.With(Dead, Segment.ChunkCount, first, count),
            _deadDocuments.Add(position),
            _deadLength + length);
    }
}
