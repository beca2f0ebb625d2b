using Lucene.Net.Tartarus.Snowball;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ResearchBot.Core.Search.Lexical;

/// <summary>Reads what <see cref="SegmentWriter"/> wrote. Nothing may be used before the hash was checked.</summary>
internal sealed class SegmentReader(Stream stream) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Whether this build wrote the file.</summary>
    public bool IsOwn()
    {
        Span<byte> magic = stackalloc byte[SegmentStamp.Magic.Length];
        Span<byte> stamp = stackalloc byte[SHA256.HashSizeInBytes];
        Read(magic);
        Read(stamp);
        return magic.SequenceEqual(SegmentStamp.Magic) && stamp.SequenceEqual(SegmentStamp.Current);
    }

    /// <summary>Throws an <see cref="InvalidDataException"/> if the stated length exceeds the file.</summary>
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

    /// <summary>Throws an <see cref="InvalidDataException"/> if the file differs from what was written.</summary>
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

/// <summary>Identifies the code that wrote a segment. Segments of other builds are never read, since their terms may differ.</summary>
internal static class SegmentStamp
{
    private const int Format = 3;

    public static ReadOnlySpan<byte> Magic => "RBSEGMNT"u8;

    /// <summary>Changes with every build of this assembly (which contains the analyzer and its word lists), with the runtime (whose character
    /// classes it uses) and with the machine's byte order.</summary>
    public static byte[] Current { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{Format} {typeof(SegmentStamp).Module.ModuleVersionId} {typeof(SnowballProgram).Module.ModuleVersionId} {Environment.Version} {BitConverter.IsLittleEndian}"));
}

/// <summary>Writes length-prefixed arrays and a final hash.</summary>
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

    public void WriteHash() => _stream.Write(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _stream.Write(bytes);
    }
}
