using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ResearchBot.Core.Search.Vectors.Kernels;

/// <summary>By AVX-512. Its newer instructions for both loops (VNNI, VPOPCNTDQ) cannot be reached from .NET 10.</summary>
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
