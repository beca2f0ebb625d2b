using System.Runtime.InteropServices;

namespace ResearchBot.Encoder.Numerics;

/// <summary>Floats that start at a cache line, so that no vector of them lies across two lines.</summary>
internal sealed class AlignedFloats
{
    private const int Line = 64;
    private readonly float[] _array;
    private readonly int _start;

    public AlignedFloats(int length)
    {
        _array = GC.AllocateArray<float>(length + (Line / sizeof(float)), pinned: true);
        var address = Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0);
        _start = (int)((Line - (address % Line)) % Line / sizeof(float));
        Length = length;
    }

    public int Length { get; }

    public Span<float> Span => _array.AsSpan(_start, Length);

    public ref float this[int index] => ref Span[index];
}
