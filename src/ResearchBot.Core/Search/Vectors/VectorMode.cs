namespace ResearchBot.Core.Search.Vectors;

/// <summary>What a search reads of every row. Whatever it is, the scores of the hits are exact dot products.</summary>
public enum VectorMode
{
    /// <summary>The row itself. Nothing is missed.</summary>
    Exact,

    /// <summary>A byte for each dimension, a quarter of the row.</summary>
    Bytes,

    /// <summary>A bit for each dimension, then the bytes of the rows that are nearest by bits.</summary>
    Bits,
}
