using System.Collections.Immutable;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Bm25;

namespace ResearchBot.Core.Search.Segments;

/// <summary>A segment together with what of it still counts. Immutable.</summary>
internal sealed class SegmentView
{
    private readonly ImmutableHashSet<int> _deadDocuments;

    public SegmentView(IndexSegment segment)
        : this(segment, null, [])
    {
        foreach (var (position, _) in segment.Documents.Index().Where(one => one.Item is null))
        {
            Dead = DeadChunks.With(Dead, segment.ChunkCount, segment.FirstChunkOf(position), segment.ChunkCountOf(position));
            _deadDocuments = _deadDocuments.Add(position);
        }
    }

    private SegmentView(IndexSegment segment, DeadChunks? dead, ImmutableHashSet<int> deadDocuments)
    {
        Segment = segment;
        Dead = dead;
        _deadDocuments = deadDocuments;
    }

    public IndexSegment Segment { get; }

    public DeadChunks? Dead { get; }

    public int DeadCount => Dead?.Count ?? 0;

    public int LivingChunks => Segment.ChunkCount - DeadCount;

    public bool IsWhole => _deadDocuments.IsEmpty;

    public int LivingDocuments => Segment.Documents.Count - _deadDocuments.Count;

    /// <summary>The summed length of the chunks that count, in terms of one of the segment's indexes.</summary>
    public long LivingLength(Bm25Index index) => index.TotalLength - (Dead?.LengthIn(index) ?? 0);

    public IEnumerable<DocumentVersion> LivingVersions() =>
        Segment.Documents.Where((_, position) => !_deadDocuments.Contains(position)).OfType<DocumentVersion>();

    /// <summary>The same without the documents of these ids.</summary>
    public SegmentView Without(IReadOnlySet<string> ids)
    {
        var view = this;
        for (var position = 0; position < Segment.Documents.Count; position++)
        {
            if (Segment.Documents[position] is { } version && ids.Contains(version.Document.Id) && !_deadDocuments.Contains(position))
            {
                view = view.WithoutDocument(position);
            }
        }

        return view;
    }

    private SegmentView WithoutDocument(int position) => new(
        Segment,
        DeadChunks.With(Dead, Segment.ChunkCount, Segment.FirstChunkOf(position), Segment.ChunkCountOf(position)),
        _deadDocuments.Add(position));
}
