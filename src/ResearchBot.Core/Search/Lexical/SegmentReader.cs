using Lucene.Net.Tartarus.Snowball;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ResearchBot.Core.Search.Lexical;

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

/// <summary>The code that made a segment. What other code made is never read: its terms may be others.</summary>
internal static class SegmentStamp
{
    private const int Format = 2;

    /// <summary>Stands first in each file.</summary>
    public static ReadOnlySpan<byte> Magic => "RBSEGMNT"u8;

    /// <summary>Differs with every build of this assembly, which holds the analyzer and its word lists, with the runtime, whose character classes it
    /// uses, and with the machine's byte order, in which the arrays are written.</summary>
    public static byte[] Current { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{Format} {typeof(SegmentStamp).Module.ModuleVersionId} {typeof(SnowballProgram).Module.ModuleVersionId} {Environment.Version} {BitConverter.IsLittleEndian}"));
}

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
