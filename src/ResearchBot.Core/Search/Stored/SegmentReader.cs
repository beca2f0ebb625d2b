using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ResearchBot.Core.Search.Stored;

/// <summary>Reads what <see cref="SegmentWriter"/> wrote, each array in one read. Nothing of it counts before the hash was compared.</summary>
internal sealed class SegmentReader(Stream stream) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Whether this very code wrote the file.</summary>
    public bool IsOwn()
    {
        Span<byte> magic = stackalloc byte[SegmentStamp.Magic.Length];
        Span<byte> stamp = stackalloc byte[SHA256.HashSizeInBytes];
        Read(magic);
        Read(stamp);
        return magic.SequenceEqual(SegmentStamp.Magic) && stamp.SequenceEqual(SegmentStamp.Current);
    }

    /// <exception cref="InvalidDataException">It states more than the file holds.</exception>
    public T[] ReadArray<T>()
        where T : unmanaged
    {
        long length = 0;
        Read(MemoryMarshal.AsBytes(new Span<long>(ref length)));
        var most = Math.Min(stream.Length - stream.Position - SHA256.HashSizeInBytes, Array.MaxLength);
        if (length < 0 || length > most / Unsafe.SizeOf<T>())
        {
            throw new InvalidDataException("it states a length that it does not have"); // before memory is taken for it
        }

        var values = GC.AllocateUninitializedArray<T>((int)length);
        Read(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <exception cref="InvalidDataException">The file is not what was written, or longer.</exception>
    public void CheckHash()
    {
        Span<byte> stated = stackalloc byte[SHA256.HashSizeInBytes];
        stream.ReadExactly(stated);
        if (!stated.SequenceEqual(_hash.GetHashAndReset()) || stream.Position != stream.Length)
        {
            throw new InvalidDataException("its content does not match its hash");
        }
    }

    public void Dispose()
    {
        _hash.Dispose();
        stream.Dispose();
    }

    private void Read(Span<byte> bytes)
    {
        stream.ReadExactly(bytes);
        _hash.AppendData(bytes);
    }
}
