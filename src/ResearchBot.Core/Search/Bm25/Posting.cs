namespace ResearchBot.Core.Search.Bm25;

/// <summary>A chunk and how often a term stands in it, up to 255 times.</summary>
internal struct Posting(int chunk)
{
    private const uint MostCounted = 255;

    private uint _chunkAndCount = (uint)chunk << 8 | 1;

    public readonly int Chunk => (int)(_chunkAndCount >> 8);

    public readonly int Count => (int)(_chunkAndCount & MostCounted);

    public readonly bool IsRepeated => (_chunkAndCount & MostCounted & ~1u) != 0;

    public void CountOne() => _chunkAndCount += (_chunkAndCount & MostCounted) < MostCounted ? 1u : 0;
}
