using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Bm25;

namespace ResearchBot.Core.Search.Segments;

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
    /// <param name="only">The one query that will be asked of it, which then finds the same as in a whole segment; null for any query.</param>
    public static IndexSegment Build(IReadOnlyList<DocumentVersion> documents, SearchQuery? only = null)
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
