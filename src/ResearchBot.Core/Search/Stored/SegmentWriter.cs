using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ResearchBot.Core.Search.Stored;

/// <summary>Writes arrays one after the other, each after its length, and a hash of all at the end.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public SegmentWriter(Stream stream)
    {
        _stream = stream;
        Write(SegmentStamp.Magic);
        Write(SegmentStamp.Current);
    }

    public void WriteArray<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        long length = values.Length;
        Write(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in length)));
        Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Ends the file.</summary>
    public void WriteHash() => _stream.Write(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _stream.Write(bytes);
    }
}
