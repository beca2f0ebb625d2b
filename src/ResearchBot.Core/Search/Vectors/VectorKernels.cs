using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ResearchBot.Core.Search.Vectors;

/// <summary>The two inner loops, one implementation per register width, with identical results. Passed as a type parameter so that they are
/// inlined.</summary>
internal interface IVectorKernel
{
    /// <summary>Dot product of a row of bytes from -127 to 127 and a query whose magnitudes sum to less than 2^31 / 127. The width is a multiple
    /// of 32.</summary>
    static abstract int Dot(ref readonly sbyte row, ref readonly short query, int width);

    /// <summary>Hamming distances of eight interleaved rows from the query; returns a bit for each below the exclusive limit. The distances are
    /// written only if any is below it.</summary>
    static abstract uint Nearer(ref readonly ulong block, ref readonly ulong query, int words, int limit, ref ulong distances);
}

internal enum VectorWidth
{
    Portable,
    Bits256,
    Bits512,
}

/// <summary>AVX-512. Its newer instructions for both loops (VNNI, VPOPCNTDQ) are not available in .NET 10.</summary>
internal readonly struct Kernel512 : IVectorKernel
{
    public static bool IsSupported => Avx512BW.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Dot(ref readonly sbyte row, ref readonly short query, int width)
    {
        var sum = Vector512<int>.Zero;
        for (nuint i = 0; i < (nuint)width; i += 32)
        {
            var codes = Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(in row, i));
            sum += Avx512BW.MultiplyAddAdjacent(codes, Vector512.LoadUnsafe(in query, i));
        }

        return Vector512.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Nearer(ref readonly ulong block, ref readonly ulong query, int words, int limit, ref ulong distances)
    {
        var bitsOf = Vector512.Create(Vector256.Create(Kernel256.BitsOfNibble, Kernel256.BitsOfNibble), Vector256.Create(Kernel256.BitsOfNibble, Kernel256.BitsOfNibble));
        var nibble = Vector512.Create((byte)0x0f);
        var sums = Vector512<ulong>.Zero;
        for (var from = 0; from < words; from += Kernel256.WordsInBytes)
        {
            var counts = Vector512<byte>.Zero;
            var to = Math.Min(words, from + Kernel256.WordsInBytes);
            for (var word = from; word < to; word++)
            {
                var differing = Vector512.LoadUnsafe(in block, (nuint)word * 8) ^ Vector512.Create(Unsafe.Add(ref Unsafe.AsRef(in query), word));
                counts += Avx512BW.Shuffle(bitsOf, differing.AsByte() & nibble)
                    + Avx512BW.Shuffle(bitsOf, (differing >>> 4).AsByte() & nibble);
            }

            sums += Avx512BW.SumAbsoluteDifferences(counts, Vector512<byte>.Zero).AsUInt64();
        }

        var nearer = (uint)Vector512.LessThan(sums, Vector512.Create((ulong)limit)).ExtractMostSignificantBits();
        if (nearer != 0)
        {
            sums.StoreUnsafe(ref distances);
        }

        return nearer;
    }
}

/// <summary>AVX2.</summary>
internal readonly struct Kernel256 : IVectorKernel
{
    public const int WordsInBytes = 31;

    public static bool IsSupported => Avx2.IsSupported;
    public static Vector128<byte> BitsOfNibble => Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Dot(ref readonly sbyte row, ref readonly short query, int width)
    {
        var sum = Vector256<int>.Zero;
        for (nuint i = 0; i < (nuint)width; i += 16)
        {
            var codes = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(in row, i));
            sum += Avx2.MultiplyAddAdjacent(codes, Vector256.LoadUnsafe(in query, i));
        }

        return Vector256.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Nearer(ref readonly ulong block, ref readonly ulong query, int words, int limit, ref ulong distances)
    {
        var near = NearerOfFour(in block, in query, words, limit, ref distances);
        return near | NearerOfFour(in Unsafe.Add(ref Unsafe.AsRef(in block), 4), in query, words, limit, ref Unsafe.Add(ref distances, 4)) << 4;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NearerOfFour(ref readonly ulong block, ref readonly ulong query, int words, int limit, ref ulong distances)
    {
        var bitsOf = Vector256.Create(BitsOfNibble, BitsOfNibble);
        var nibble = Vector256.Create((byte)0x0f);
        var sums = Vector256<ulong>.Zero;
        for (var from = 0; from < words; from += WordsInBytes)
        {
            var counts = Vector256<byte>.Zero;
            var to = Math.Min(words, from + WordsInBytes);
            for (var word = from; word < to; word++)
            {
                var differing = Vector256.LoadUnsafe(in block, (nuint)word * 8) ^ Vector256.Create(Unsafe.Add(ref Unsafe.AsRef(in query), word));
                counts += Avx2.Shuffle(bitsOf, differing.AsByte() & nibble)
                    + Avx2.Shuffle(bitsOf, (differing >>> 4).AsByte() & nibble);
            }

            sums += Avx2.SumAbsoluteDifferences(counts, Vector256<byte>.Zero).AsUInt64();
        }

        sums.StoreUnsafe(ref distances);
        return Vector256.LessThan(sums, Vector256.Create((ulong)limit)).ExtractMostSignificantBits();
    }
}

/// <summary>What every processor supported by .NET has.</summary>
internal readonly struct KernelPortable : IVectorKernel
{
    public static int Dot(ref readonly sbyte row, ref readonly short query, int width)
    {
        var sum = Vector128<int>.Zero;
        for (nuint i = 0; i < (nuint)width; i += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(in row, i));
            sum += Products(low, Vector128.LoadUnsafe(in query, i)) + Products(high, Vector128.LoadUnsafe(in query, i + 8));
        }

        return Vector128.Sum(sum);
    }

    public static uint Nearer(ref readonly ulong block, ref readonly ulong query, int words, int limit, ref ulong distances)
    {
        var nearer = 0u;
        for (var row = 0; row < 8; row++)
        {
            var distance = 0;
            for (var word = 0; word < words; word++)
            {
                distance += BitOperations.PopCount(Unsafe.Add(ref Unsafe.AsRef(in block), (word * 8) + row) ^ Unsafe.Add(ref Unsafe.AsRef(in query), word));
            }

            Unsafe.Add(ref distances, row) = (ulong)distance;
            nearer |= distance < limit ? 1u << row : 0;
        }

        return nearer;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Products(Vector128<short> left, Vector128<short> right)
    {
        var (a, b) = Vector128.Widen(left);
        var (c, d) = Vector128.Widen(right);
        return (a * c) + (b * d);
    }
}

/// <summary>Prefetches rows ahead of a scan. The hardware prefetcher stops at each 4 KB page; with this a scan of bytes takes a third to three
/// quarters of the time.</summary>
internal static class MemoryAhead
{
    private const int Distance = 4_096;
    private const int Line = 64;

    /// <summary>How many rows ahead to prefetch.</summary>
    public static int Rows(int bytesOfRow) => (Distance + bytesOfRow - 1) / bytesOfRow;

    /// <summary>Prefetches this many bytes. Addresses beyond the memory are harmless.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Fetch<T>(ref readonly T start, int bytes)
    {
        if (Sse.IsSupported)
        {
            var address = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in start));
            for (var i = 0; i < bytes; i += Line)
            {
                Sse.Prefetch0(address + i);
            }
        }
    }
}
