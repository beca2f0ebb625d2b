using ResearchBot.Core.Text;
using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ResearchBot.Core.Search.Lexical;

namespace ResearchBot.Core.Search.Storage;

/// <summary>A segment in a file: fingerprints and chunk counts of its documents, then the three indexes, then a hash. The store's documents
/// claim their places in it; it becomes a segment once the hash is verified.</summary>
internal sealed class StoredSegment : IDisposable
{
    private readonly SegmentReader _reader;
    private readonly int[] _chunkCounts;
    private readonly DocumentVersion?[] _living;
    private readonly TextLanguages _languages;
    private Bm25Index[] _indexes = [];

    private StoredSegment(string name, SegmentReader reader)
    {
        Name = name;
        _reader = reader;
        Fingerprints = reader.ReadArray<UInt128>();
        _chunkCounts = reader.ReadArray<int>();
        _languages = reader.ReadArray<TextLanguages>() is [var languages] ? languages : default;
        _living = new DocumentVersion?[Fingerprints.Length];
        ChunkCount = _chunkCounts.Sum(count => (long)count);
        if (_chunkCounts.Length != Fingerprints.Length)
        {
            throw new InvalidDataException("its parts do not fit together");
        }
    }

    public string Name { get; }
    public UInt128[] Fingerprints { get; }

    /// <summary>The stated number of chunks, unverified until loaded.</summary>
    public long ChunkCount { get; }

    public IEnumerable<DocumentVersion> Claimed => _living.OfType<DocumentVersion>();

    /// <summary>Whether it was loaded and at least half of it still counts; otherwise rebuilding is cheaper.</summary>
    public bool IsWorthTaking => _indexes.Length > 0 && Claimed.Sum(version => (long)version.Chunks.Count) * 2 >= ChunkCount;

    /// <summary>Opens a file up to its document list; null if another build wrote it.</summary>
    /// <exception cref="IOException">It is too short or unreadable.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static StoredSegment? Open(string name, Stream stream)
    {
        var reader = new SegmentReader(stream);
        try
        {
            if (reader.IsOwn())
            {
                return new StoredSegment(name, reader);
            }
        }
        catch
        {
            reader.Dispose();
            throw;
        }

        reader.Dispose();
        return null;
    }

    /// <summary>The file name of a segment, derived from everything that determines its content.</summary>
    public static string NameOf(IndexSegment segment)
    {
        using var stream = new MemoryStream();
        using var writer = new SegmentWriter(stream);
        WriteHead(writer, segment);
        return Convert.ToHexStringLower(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)))[..40];
    }

    public static void Write(IndexSegment segment, Stream stream)
    {
        using var writer = new SegmentWriter(stream);
        WriteHead(writer, segment);
        segment.Words.WriteTo(writer);
        segment.Pairs.WriteTo(writer);
        segment.Grams.WriteTo(writer);
        writer.WriteHash();
    }

    /// <summary>Assigns a document of the store to the position with its fingerprint.</summary>
    public void Claim(int position, DocumentVersion version) => _living[position] = version;

    /// <summary>Reads the indexes and verifies the hash.</summary>
    /// <exception cref="IOException">It is too short or unreadable.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void Load()
    {
        Bm25Index[] indexes = [Bm25Index.ReadFrom(_reader), Bm25Index.ReadFrom(_reader), Bm25Index.ReadFrom(_reader)];
        _reader.CheckHash();
        if (indexes.Any(index => index.Count != ChunkCount))
        {
            throw new InvalidDataException("its parts do not fit together");
        }

        _indexes = indexes;
    }

    /// <summary>The segment; unclaimed documents are dead.</summary>
    public IndexSegment ToSegment() => IndexSegment.Restore(_living, _chunkCounts, _indexes[0], _indexes[1], _indexes[2], _languages);

    public void Dispose() => _reader.Dispose();

    private static void WriteHead(SegmentWriter writer, IndexSegment segment)
    {
        var versions = segment.Documents.OfType<DocumentVersion>().ToArray();
        writer.WriteArray<UInt128>(Array.ConvertAll(versions, DocumentFingerprint.Of));
        writer.WriteArray<int>(Array.ConvertAll(versions, version => version.Chunks.Count));
        writer.WriteArray([segment.Languages]);
    }
}

/// <summary>Covers everything that a document's postings are made of (title, text and chunks with their sections) and its owner (collection and
/// id). Unlike a version number or content hash, it also changes with another reader or chunker.</summary>
internal static class DocumentFingerprint
{
    /// <summary>The first 128 bits of a SHA-256.</summary>
    public static UInt128 Of(DocumentVersion version)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rest = new ArrayBufferWriter<byte>();
        var document = version.Document;
        Add(rest, document.Collection.Workspace);
        Add(rest, document.Collection.Name);
        Add(rest, document.Id);
        Add(rest, document.Title);
        Add(rest, version.Chunks.Count);
        foreach (var chunk in version.Chunks)
        {
            Add(rest, chunk.Start);
            Add(rest, chunk.Length);
            Add(rest, chunk.Place.Section);
            Add(rest, chunk.Context?.Start ?? -1);
        }

        Add(rest, version.Text.Length);
        hash.AppendData(rest.WrittenSpan);
        hash.AppendData(MemoryMarshal.AsBytes(version.Text.AsSpan()));
        return MemoryMarshal.Read<UInt128>(hash.GetHashAndReset());
    }

    private static void Add(ArrayBufferWriter<byte> to, int value) => to.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value)));

    private static void Add(ArrayBufferWriter<byte> to, string? text)
    {
        Add(to, text?.Length ?? -1);
        to.Write(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
