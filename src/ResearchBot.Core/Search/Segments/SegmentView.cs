using System.Collections.Immutable;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Bm25;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Core.Search.Segments;

/// <summary>A segment together with what of it still counts. Immutable.</summary>
internal sealed class SegmentView
{
    private readonly ImmutableHashSet<int> _deadDocuments;
    private readonly Lazy<ulong[]> _livingRows;

    public SegmentView(IndexSegment segment, SegmentVectors? vectors = null)
        : this(segment, null, [], vectors)
    {
        foreach (var (position, _) in segment.Documents.Index().Where(one => one.Item is null))
        {
            Dead = DeadChunks.With(Dead, segment.ChunkCount, segment.FirstChunkOf(position), segment.ChunkCountOf(position));
            _deadDocuments = _deadDocuments.Add(position);
        }
    }

    private SegmentView(IndexSegment segment, DeadChunks? dead, ImmutableHashSet<int> deadDocuments, SegmentVectors? vectors)
    {
        Segment = segment;
        Dead = dead;
        _deadDocuments = deadDocuments;
        Vectors = vectors;
        _livingRows = new Lazy<ulong[]>(() => Vectors is null || Dead is null ? [] : Vectors.RowsOutside(Dead));
    }

    public IndexSegment Segment { get; }

    public DeadChunks? Dead { get; }

    public SegmentVectors? Vectors { get; }

    public int DeadCount => Dead?.Count ?? 0;

    public int LivingChunks => Segment.ChunkCount - DeadCount;

    public bool IsWhole => _deadDocuments.IsEmpty;

    public int LivingDocuments => Segment.Documents.Count - _deadDocuments.Count;

    /// <summary>The summed length of the chunks that count, in terms of one of the segment's indexes.</summary>
    public long LivingLength(Bm25Index index) => index.TotalLength - (Dead?.LengthIn(index) ?? 0);

    public IEnumerable<DocumentVersion> LivingVersions() =>
        Segment.Documents.Where((_, position) => !_deadDocuments.Contains(position)).OfType<DocumentVersion>();

    /// <summary>A bit for each row of <see cref="Vectors"/> whose chunk counts; empty where all do.</summary>
    public ReadOnlySpan<ulong> LivingRows => _livingRows.Value;

    /// <summary>The same with more vectors; itself where none of them is of its documents.</summary>
    /// <param name="vectors">All of one model, by document and version.</param>
    public SegmentView With(ILookup<(string Id, int Version), ChunkVectors> vectors) =>
        Segment.Documents.Any(version => version is not null && vectors.Contains((version.Document.Id, version.Document.Version)))
            ? new(Segment, Dead, _deadDocuments, SegmentVectors.Build(Segment, Vectors, vectors))
            : this;

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

    /// <summary>The same without the chunks that hold any part of these passages, by document.</summary>
    public SegmentView Without(ILookup<string, WithdrawnPassage> withdrawn)
    {
        var dead = Dead;
        foreach (var (position, version) in Segment.Documents.Index())
        {
            if (version is null || !withdrawn.Contains(version.Document.Id) || _deadDocuments.Contains(position))
            {
                continue;
            }

            foreach (var range in withdrawn[version.Document.Id].SelectMany(passage => passage.RangesIn(version.Text)))
            {
                foreach (var (ordinal, _) in version.Chunks.Index().Where(one => one.Item.Start < range.End && range.Start < one.Item.Start + one.Item.Length))
                {
                    dead = DeadChunks.With(dead, Segment.ChunkCount, Segment.FirstChunkOf(position) + ordinal, 1);
                }
            }
        }

        return dead == Dead ? this : new(Segment, dead, _deadDocuments, Vectors);
    }

    private SegmentView WithoutDocument(int position) => new(
        Segment,
        DeadChunks.With(Dead, Segment.ChunkCount, Segment.FirstChunkOf(position), Segment.ChunkCountOf(position)),
        _deadDocuments.Add(position),
        Vectors);
}
