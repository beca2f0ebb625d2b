namespace ResearchBot.Core.Search.Vectors.Kernels;

/// <summary>
/// The two inner loops, one implementation for each width of register. All give the same whole numbers. Given to the scans as
/// a type, so that they are compiled into them.
/// </summary>
internal interface IVectorKernel
{
    /// <summary>Dot product of a row of bytes and the query.</summary>
    /// <param name="row">A row of codes from -127 to 127.</param>
    /// <param name="query">Codes whose magnitudes sum up to less than 2^31 / 127.</param>
    /// <param name="width">Length of both, a multiple of 32.</param>
    static abstract int Dot(ref readonly sbyte row, ref readonly short query, int width);

    /// <summary>Distances in bits of eight rows from the query; a set bit for each that is below the limit.</summary>
    /// <param name="block">The first word of eight rows, then the second of eight, and so on.</param>
    /// <param name="query">The query's words.</param>
    /// <param name="words">How many words a row has.</param>
    /// <param name="limit">The exclusive limit.</param>
    /// <param name="distances">Where the eight go if any is below the limit.</param>
    static abstract uint Nearer(ref readonly ulong block, ref readonly ulong query, int words, int limit, ref ulong distances);
}

/// <summary>Which registers the scans use.</summary>
internal enum VectorWidth
{
    Portable,
    Bits256,
    Bits512,
}
