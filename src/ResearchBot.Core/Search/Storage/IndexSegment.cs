using System.Collections.Immutable;
using ResearchBot.Core.Search.Lexical;
using ResearchBot.Core.Search.Vectors;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Search.Storage;

/// <summary>An immutable part of a collection's index: some documents, their chunks in a row, and their terms.</summary>
public sealed class IndexSegment
{
    private readonly int[] _firstChunks; // and after the last the number of chunks
    private readonly DocumentVersion?[] _documents;
    private readonly Lazy<SegmentVocabulary> _vocabulary;

    private IndexSegment(DocumentVersion?[] documents, int[] chunkCounts, Bm25Index words, Bm25Index pairs, Bm25Index grams, TextLanguages languages)
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
        Languages = languages;
        _vocabulary = new Lazy<SegmentVocabulary>(() => SegmentVocabulary.Of(_documents.OfType<DocumentVersion>()));
    }

    /// <summary>The collection of its documents.</summary>
    public CollectionId Collection { get; }

    /// <summary>The documents in the order of their chunks; null for one that was already outdated when the segment was read from disk.</summary>
    public IReadOnlyList<DocumentVersion?> Documents => _documents;

    /// <summary>Words of the chunks with those of their titles and headings.</summary>
    public Bm25Index Words { get; }

    /// <summary>Pairs of words in a row, skipping stop words.</summary>
    public Bm25Index Pairs { get; }

    /// <summary>Four characters in a row.</summary>
    public Bm25Index Grams { get; }

    /// <summary>The languages that its chunks' words are stemmed in.</summary>
    internal TextLanguages Languages { get; }

    /// <summary>The words as they are written, collected when a question first has a misspelt one.</summary>
    internal SegmentVocabulary Vocabulary => _vocabulary.Value;

    /// <summary>Whether it has the terms of one query only.</summary>
    internal bool IsForOneQuery { get; private init; }

    public int ChunkCount => Words.Count;

    /// <summary>Builds a segment from documents of one collection.</summary>
    public static IndexSegment Build(IReadOnlyList<DocumentVersion> documents) => Build(documents, only: null);

    /// <summary>The same for a single query.</summary>
    /// <param name="only">The only terms that will be looked up, which yields the same results as a whole segment; null for any query.</param>
    internal static IndexSegment Build(IReadOnlyList<DocumentVersion> documents, Func<TextLanguages, QueryTerms>? only)
    {
        var (words, pairs, languages) = SegmentBuilder.BuildWords(documents, only);
        int[] chunkCounts = [.. documents.Select(version => version.Chunks.Count)];
        return new IndexSegment([.. documents], chunkCounts, words, pairs, SegmentBuilder.BuildGrams(documents, only), languages)
        {
            IsForOneQuery = only is not null,
        };
    }

    /// <summary>Reassembles a stored segment; absent documents are dead.</summary>
    internal static IndexSegment Restore(
        DocumentVersion?[] documents, int[] chunkCounts, Bm25Index words, Bm25Index pairs, Bm25Index grams, TextLanguages languages) =>
        new(documents, chunkCounts, words, pairs, grams, languages);

    /// <summary>The first chunk of the document at <paramref name="position"/>.</summary>
    public int FirstChunkOf(int position) => _firstChunks[position];

    public int ChunkCountOf(int position) => _firstChunks[position + 1] - _firstChunks[position];

    /// <summary>The document and chunk at the number of a living chunk.</summary>
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

/// <summary>A segment and which of its chunks still count. Immutable.</summary>
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

    /// <summary>The summed length of the living chunks, in terms of one of the segment's indexes.</summary>
    public long LivingLength(Bm25Index index) => index.TotalLength - (Dead?.LengthIn(index) ?? 0);

    public IEnumerable<DocumentVersion> LivingVersions() =>
        Segment.Documents.Where((_, position) => !_deadDocuments.Contains(position)).OfType<DocumentVersion>();

    /// <summary>A bit for each row of <see cref="Vectors"/> whose chunk is living; empty if all are.</summary>
    public ReadOnlySpan<ulong> LivingRows => _livingRows.Value;

    /// <summary>The view with more vectors, all of one model, by document and version; itself if none belongs to its documents.</summary>
    /// <param name="vectors">All of one model, by document and version.</param>
    public SegmentView With(ILookup<(string Id, int Version), ChunkVectors> vectors) =>
        Segment.Documents.Any(version => version is not null && vectors.Contains((version.Document.Id, version.Document.Version)))
            ? new(Segment, Dead, _deadDocuments, SegmentVectors.Build(Segment, Vectors, vectors))
            : this;

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

    /// <summary>The view restricted to documents that meet a condition.</summary>
    public SegmentView Where(Predicate<Document> holds)
    {
        var without = Enumerable.Range(0, Segment.Documents.Count)
            .Where(position => Segment.Documents[position] is { } version && !_deadDocuments.Contains(position) && !holds(version.Document)).ToArray();
        return without.Length == 0 ? this : new(
            Segment,
            DeadChunks.With(Dead, Segment.ChunkCount, without.Select(position => (Segment.FirstChunkOf(position), Segment.ChunkCountOf(position)))),
            _deadDocuments.Union(without),
            Vectors);
    }

    /// <summary>The view without the chunks that overlap these passages, by document.</summary>
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
