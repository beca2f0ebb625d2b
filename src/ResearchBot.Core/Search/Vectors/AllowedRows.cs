namespace ResearchBot.Core.Search.Vectors;

/// <summary>Reads a bitmap over rows, in which no words at all mean every row.</summary>
internal static class AllowedRows
{
    /// <summary>The bits of the 64 rows from <paramref name="start"/> on, without those past the end.</summary>
    public static ulong At(ReadOnlySpan<ulong> allowed, int start, int count)
    {
        var bits = allowed.IsEmpty ? ulong.MaxValue : allowed[start >> 6];
        return count - start < 64 ? bits & ((1UL << (count - start)) - 1) : bits;
    }

    /// <summary>Whether there is such a row and it is allowed.</summary>
    public static bool Has(ReadOnlySpan<ulong> allowed, int row, int count) =>
        row < count && (allowed.IsEmpty || (allowed[row >> 6] >> row & 1) != 0);
}
