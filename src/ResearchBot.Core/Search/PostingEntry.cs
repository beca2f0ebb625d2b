namespace ResearchBot.Core.Search;

/// <summary>A term in a chunk: eight bytes, since there are as many of them as a text has different words.</summary>
internal struct PostingEntry(int number, int chunk)
{
    private const uint MostCounted = 255;

    private uint _chunkAndCount = (uint)chunk << 8 | 1;

    /// <summary>Which term.</summary>
    public readonly int Number => number;

    public readonly int Chunk => (int)(_chunkAndCount >> 8);

    public readonly int Count => (int)(_chunkAndCount & MostCounted);

    public void CountOne() => _chunkAndCount += Count < MostCounted ? 1u : 0;
}
