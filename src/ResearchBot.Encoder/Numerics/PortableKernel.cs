using System.Numerics;
using System.Runtime.CompilerServices;

namespace ResearchBot.Encoder.Numerics;

/// <summary>Six rows by two vectors of the machine's own width: twelve of the sixteen registers of AVX2, of the 32 of NEON.</summary>
internal sealed class PortableKernel : MatrixKernel
{
    public override int PanelWidth => 2 * Vector<float>.Count;

    protected override void AddTile(ref float left, int leftStride, ref float panel, int depth, ref float result, int resultStride)
    {
        ref var left1 = ref Unsafe.Add(ref left, leftStride);
        ref var left2 = ref Unsafe.Add(ref left, leftStride * 2);
        ref var left3 = ref Unsafe.Add(ref left, leftStride * 3);
        ref var left4 = ref Unsafe.Add(ref left, leftStride * 4);
        ref var left5 = ref Unsafe.Add(ref left, leftStride * 5);

        var a0 = Vector.LoadUnsafe(ref result);
        var a1 = Vector.LoadUnsafe(ref result, (nuint)Vector<float>.Count);
        ref var result1 = ref Unsafe.Add(ref result, resultStride);
        var b0 = Vector.LoadUnsafe(ref result1);
        var b1 = Vector.LoadUnsafe(ref result1, (nuint)Vector<float>.Count);
        ref var result2 = ref Unsafe.Add(ref result, resultStride * 2);
        var c0 = Vector.LoadUnsafe(ref result2);
        var c1 = Vector.LoadUnsafe(ref result2, (nuint)Vector<float>.Count);
        ref var result3 = ref Unsafe.Add(ref result, resultStride * 3);
        var d0 = Vector.LoadUnsafe(ref result3);
        var d1 = Vector.LoadUnsafe(ref result3, (nuint)Vector<float>.Count);
        ref var result4 = ref Unsafe.Add(ref result, resultStride * 4);
        var e0 = Vector.LoadUnsafe(ref result4);
        var e1 = Vector.LoadUnsafe(ref result4, (nuint)Vector<float>.Count);
        ref var result5 = ref Unsafe.Add(ref result, resultStride * 5);
        var f0 = Vector.LoadUnsafe(ref result5);
        var f1 = Vector.LoadUnsafe(ref result5, (nuint)Vector<float>.Count);

        for (nint k = 0; k < depth; k++)
        {
            var p0 = Vector.LoadUnsafe(ref panel);
            var p1 = Vector.LoadUnsafe(ref panel, (nuint)Vector<float>.Count);
            var x0 = Vector.Create(Unsafe.Add(ref left, k));
            a0 = Vector.MultiplyAddEstimate(x0, p0, a0);
            a1 = Vector.MultiplyAddEstimate(x0, p1, a1);
            var x1 = Vector.Create(Unsafe.Add(ref left1, k));
            b0 = Vector.MultiplyAddEstimate(x1, p0, b0);
            b1 = Vector.MultiplyAddEstimate(x1, p1, b1);
            var x2 = Vector.Create(Unsafe.Add(ref left2, k));
            c0 = Vector.MultiplyAddEstimate(x2, p0, c0);
            c1 = Vector.MultiplyAddEstimate(x2, p1, c1);
            var x3 = Vector.Create(Unsafe.Add(ref left3, k));
            d0 = Vector.MultiplyAddEstimate(x3, p0, d0);
            d1 = Vector.MultiplyAddEstimate(x3, p1, d1);
            var x4 = Vector.Create(Unsafe.Add(ref left4, k));
            e0 = Vector.MultiplyAddEstimate(x4, p0, e0);
            e1 = Vector.MultiplyAddEstimate(x4, p1, e1);
            var x5 = Vector.Create(Unsafe.Add(ref left5, k));
            f0 = Vector.MultiplyAddEstimate(x5, p0, f0);
            f1 = Vector.MultiplyAddEstimate(x5, p1, f1);
            panel = ref Unsafe.Add(ref panel, 2 * Vector<float>.Count);
        }

        a0.StoreUnsafe(ref result);
        a1.StoreUnsafe(ref result, (nuint)Vector<float>.Count);
        b0.StoreUnsafe(ref result1);
        b1.StoreUnsafe(ref result1, (nuint)Vector<float>.Count);
        c0.StoreUnsafe(ref result2);
        c1.StoreUnsafe(ref result2, (nuint)Vector<float>.Count);
        d0.StoreUnsafe(ref result3);
        d1.StoreUnsafe(ref result3, (nuint)Vector<float>.Count);
        e0.StoreUnsafe(ref result4);
        e1.StoreUnsafe(ref result4, (nuint)Vector<float>.Count);
        f0.StoreUnsafe(ref result5);
        f1.StoreUnsafe(ref result5, (nuint)Vector<float>.Count);
    }
}
