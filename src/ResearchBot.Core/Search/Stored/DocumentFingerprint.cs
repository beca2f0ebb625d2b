using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Search.Stored;

/// <summary>
/// Stands for all of a document that its postings are made of (title, text and chunks with their sections) and for whose
/// they are (collection and id). What a version number or a content hash would leave open, such as another reader or chunker, shows.
/// </summary>
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
