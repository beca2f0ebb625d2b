using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ResearchBot.Core.Search.Vectors.Kernels;

/// <summary>By AVX2.</summary>
internal readonly struct Kernel256 : IVectorKernel
{
    /// <summary>Of how many words the bits can be counted in bytes: 8 at most from each.</summary>
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
