namespace ResearchBot.Core.Search.Vectors;

/// <summary>Which registers the scans use.</summary>
internal enum VectorWidth
{
    Portable,
    Bits256,
    Bits512,
}
