namespace ResearchBot.Core.Search.Bm25;

/// <summary>A term in a chunk: eight bytes, since there are as many of them as a text has different words.</summary>
internal struct PostingEntry(int number, int chunk)
{
    private Posting _posting = new(chunk);

    /// <summary>Which term.</summary>
    public readonly int Number => number;

    public readonly Posting Posting => _posting;

    public void CountOne() => _posting.CountOne();
}
