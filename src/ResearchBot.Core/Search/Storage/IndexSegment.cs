using System.Collections.Immutable;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Lexical;
using ResearchBot.Core.Search.Text;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Core.Search.Storage;

/// <summary>An immutable part of a collection's index: some documents, their chunks in a row, and their terms.</summary>
public sealed class IndexSegment
{
    private readonly int[] _firstChunks; // and after the last the number of chunks
    private readonly DocumentVersion?[] _documents;

    private IndexSegment(DocumentVersion?[] documents, int[] chunkCounts, Bm25Index words, Bm25Index pairs, Bm25Index grams)
    {
        _documents = documents;
        _firstChunks = new int[documents.Length + 1];
        for (var i = 0; i < documents.Length; i++)
        {
            _firstChunks[i + 1] = _firstChunks[i] + chunkCounts[i];
        }

        Collection = documents.FirstOrDefault(document => document is not null)?.Document.Collection ?? default;
        Words = words;
        Pairs = pairs;
        Grams = grams;
    }

    /// <summary>Where its documents live.</summary>
    public CollectionId Collection { get; }

    /// <summary>The documents, in the order of their chunks; null where one no longer counted when the segment was taken from disk.</summary>
    public IReadOnlyList<DocumentVersion?> Documents => _documents;

    /// <summary>Words of the chunks with those of their titles and headings.</summary>
    public Bm25Index Words { get; }

    /// <summary>Two words in a row, words that say nothing passed over.</summary>
    public Bm25Index Pairs { get; }

    /// <summary>Four characters in a row.</summary>
    public Bm25Index Grams { get; }

    /// <summary>How many chunks it holds.</summary>
    public int ChunkCount => Words.Count;

    /// <summary>Builds a segment; the cost is one pass over the text for each index.</summary>
    /// <param name="documents">Of one collection.</param>
    /// <param name="only">The terms of the one query that will be asked of it, which then finds the same as in a whole segment; null for any query.</param>
    public static IndexSegment Build(IReadOnlyList<DocumentVersion> documents, QueryTerms? only = null)
    {
        var (words, pairs) = SegmentBuilder.BuildWords(documents, only);
        int[] chunkCounts = [.. documents.Select(version => version.Chunks.Count)];
        return new IndexSegment([.. documents], chunkCounts, words, pairs, SegmentBuilder.BuildGrams(documents, only));
    }

    /// <summary>Puts a segment together that was built before; documents that are absent are dead.</summary>
    internal static IndexSegment Restore(DocumentVersion?[] documents, int[] chunkCounts, Bm25Index words, Bm25Index pairs, Bm25Index grams) =>
        new(documents, chunkCounts, words, pairs, grams);

    /// <summary>The first chunk of the document at <paramref name="position"/>.</summary>
    public int FirstChunkOf(int position) => _firstChunks[position];

    /// <summary>How many chunks the document at <paramref name="position"/> has here.</summary>
    public int ChunkCountOf(int position) => _firstChunks[position + 1] - _firstChunks[position];

    /// <summary>The document and chunk that stand at the number of a living chunk of this segment.</summary>
    public (DocumentVersion Document, Chunk Chunk) At(int chunk)
    {
        var found = Array.BinarySearch(_firstChunks, chunk);
        var position = found >= 0 ? found : ~found - 1;
        while (_firstChunks[position + 1] <= chunk)
        {
            position++; // documents without chunks share their first chunk's number with the next
        }

        var document = _documents[position]!;
        return (document, document.Chunks[chunk - _firstChunks[position]]);
    }
}

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
