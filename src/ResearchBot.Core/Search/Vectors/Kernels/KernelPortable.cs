using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ResearchBot.Core.Search.Vectors.Kernels;

/// <summary>By what every processor that .NET runs on has.</summary>
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
