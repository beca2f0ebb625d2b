using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ResearchBot.Encoder.Numerics;

/// <summary>Six rows by 64 columns in 24 registers of sixteen floats: ten loads for 24 multiply-adds.</summary>
internal sealed class Vector512Kernel : MatrixKernel
{
    public override int PanelWidth => 64;

    protected override void AddTile(ref float left, int leftStride, ref float panel, int depth, ref float result, int resultStride)
    {
        ref var left1 = ref Unsafe.Add(ref left, leftStride);
        ref var left2 = ref Unsafe.Add(ref left, leftStride * 2);
        ref var left3 = ref Unsafe.Add(ref left, leftStride * 3);
        ref var left4 = ref Unsafe.Add(ref left, leftStride * 4);
        ref var left5 = ref Unsafe.Add(ref left, leftStride * 5);

        var a0 = Vector512.LoadUnsafe(ref result);
        var a1 = Vector512.LoadUnsafe(ref result, 16);
        var a2 = Vector512.LoadUnsafe(ref result, 32);
        var a3 = Vector512.LoadUnsafe(ref result, 48);
        ref var result1 = ref Unsafe.Add(ref result, resultStride);
        var b0 = Vector512.LoadUnsafe(ref result1);
        var b1 = Vector512.LoadUnsafe(ref result1, 16);
        var b2 = Vector512.LoadUnsafe(ref result1, 32);
        var b3 = Vector512.LoadUnsafe(ref result1, 48);
        ref var result2 = ref Unsafe.Add(ref result, resultStride * 2);
        var c0 = Vector512.LoadUnsafe(ref result2);
        var c1 = Vector512.LoadUnsafe(ref result2, 16);
        var c2 = Vector512.LoadUnsafe(ref result2, 32);
        var c3 = Vector512.LoadUnsafe(ref result2, 48);
        ref var result3 = ref Unsafe.Add(ref result, resultStride * 3);
        var d0 = Vector512.LoadUnsafe(ref result3);
        var d1 = Vector512.LoadUnsafe(ref result3, 16);
        var d2 = Vector512.LoadUnsafe(ref result3, 32);
        var d3 = Vector512.LoadUnsafe(ref result3, 48);
        ref var result4 = ref Unsafe.Add(ref result, resultStride * 4);
        var e0 = Vector512.LoadUnsafe(ref result4);
        var e1 = Vector512.LoadUnsafe(ref result4, 16);
        var e2 = Vector512.LoadUnsafe(ref result4, 32);
        var e3 = Vector512.LoadUnsafe(ref result4, 48);
        ref var result5 = ref Unsafe.Add(ref result, resultStride * 5);
        var f0 = Vector512.LoadUnsafe(ref result5);
        var f1 = Vector512.LoadUnsafe(ref result5, 16);
        var f2 = Vector512.LoadUnsafe(ref result5, 32);
        var f3 = Vector512.LoadUnsafe(ref result5, 48);

        for (nint k = 0; k < depth; k++)
        {
            var p0 = Vector512.LoadUnsafe(ref panel);
            var p1 = Vector512.LoadUnsafe(ref panel, 16);
            var p2 = Vector512.LoadUnsafe(ref panel, 32);
            var p3 = Vector512.LoadUnsafe(ref panel, 48);
            var x0 = Vector512.Create(Unsafe.Add(ref left, k));
            a0 = Vector512.FusedMultiplyAdd(x0, p0, a0);
            a1 = Vector512.FusedMultiplyAdd(x0, p1, a1);
            a2 = Vector512.FusedMultiplyAdd(x0, p2, a2);
            a3 = Vector512.FusedMultiplyAdd(x0, p3, a3);
            var x1 = Vector512.Create(Unsafe.Add(ref left1, k));
            b0 = Vector512.FusedMultiplyAdd(x1, p0, b0);
            b1 = Vector512.FusedMultiplyAdd(x1, p1, b1);
            b2 = Vector512.FusedMultiplyAdd(x1, p2, b2);
            b3 = Vector512.FusedMultiplyAdd(x1, p3, b3);
            var x2 = Vector512.Create(Unsafe.Add(ref left2, k));
            c0 = Vector512.FusedMultiplyAdd(x2, p0, c0);
            c1 = Vector512.FusedMultiplyAdd(x2, p1, c1);
            c2 = Vector512.FusedMultiplyAdd(x2, p2, c2);
            c3 = Vector512.FusedMultiplyAdd(x2, p3, c3);
            var x3 = Vector512.Create(Unsafe.Add(ref left3, k));
            d0 = Vector512.FusedMultiplyAdd(x3, p0, d0);
            d1 = Vector512.FusedMultiplyAdd(x3, p1, d1);
            d2 = Vector512.FusedMultiplyAdd(x3, p2, d2);
            d3 = Vector512.FusedMultiplyAdd(x3, p3, d3);
            var x4 = Vector512.Create(Unsafe.Add(ref left4, k));
            e0 = Vector512.FusedMultiplyAdd(x4, p0, e0);
            e1 = Vector512.FusedMultiplyAdd(x4, p1, e1);
            e2 = Vector512.FusedMultiplyAdd(x4, p2, e2);
            e3 = Vector512.FusedMultiplyAdd(x4, p3, e3);
            var x5 = Vector512.Create(Unsafe.Add(ref left5, k));
            f0 = Vector512.FusedMultiplyAdd(x5, p0, f0);
            f1 = Vector512.FusedMultiplyAdd(x5, p1, f1);
            f2 = Vector512.FusedMultiplyAdd(x5, p2, f2);
            f3 = Vector512.FusedMultiplyAdd(x5, p3, f3);
            panel = ref Unsafe.Add(ref panel, 64);
        }

        a0.StoreUnsafe(ref result);
        a1.StoreUnsafe(ref result, 16);
        a2.StoreUnsafe(ref result, 32);
        a3.StoreUnsafe(ref result, 48);
        b0.StoreUnsafe(ref result1);
        b1.StoreUnsafe(ref result1, 16);
        b2.StoreUnsafe(ref result1, 32);
        b3.StoreUnsafe(ref result1, 48);
        c0.StoreUnsafe(ref result2);
        c1.StoreUnsafe(ref result2, 16);
        c2.StoreUnsafe(ref result2, 32);
        c3.StoreUnsafe(ref result2, 48);
        d0.StoreUnsafe(ref result3);
        d1.StoreUnsafe(ref result3, 16);
        d2.StoreUnsafe(ref result3, 32);
        d3.StoreUnsafe(ref result3, 48);
        e0.StoreUnsafe(ref result4);
        e1.StoreUnsafe(ref result4, 16);
        e2.StoreUnsafe(ref result4, 32);
        e3.StoreUnsafe(ref result4, 48);
        f0.StoreUnsafe(ref result5);
        f1.StoreUnsafe(ref result5, 16);
        f2.StoreUnsafe(ref result5, 32);
        f3.StoreUnsafe(ref result5, 48);
    }
}
