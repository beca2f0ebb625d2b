using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Search;

/// <summary>Reads the chunks of a segment once and fills its three indexes.</summary>
internal sealed class SegmentBuilder
{
    private readonly Bm25IndexBuilder _words = new();
    private readonly Bm25IndexBuilder _pairs = new();
    private readonly Bm25IndexBuilder _grams = new();

    /// <summary>Adds a document's chunks, each with the words of its title and its headings.</summary>
    public void Add(DocumentVersion version)
    {
        foreach (var chunk in version.Chunks)
        {
            Add(version.Document.Title);
            Add(chunk.Place.Section);
            Add(version.Text.AsSpan(chunk.Start, chunk.Length));
            _words.EndChunk();
            _pairs.EndChunk();
            _grams.EndChunk();
        }
    }

    public (Bm25Index Words, Bm25Index Pairs, Bm25Index Grams) Build() => (_words.Build(), _pairs.Build(), _grams.Build());

    private void Add(ReadOnlySpan<char> text)
    {
        var previous = 0UL;
        var tokens = new TokenReader(text);
        while (tokens.Next(out var token))
        {
            if (token.Kind == TokenKind.Stop)
            {
                continue;
            }

            _words.Add(token.Term);
            if (token.Kind != TokenKind.Compound)
            {
                if (previous != 0)
                {
                    _pairs.Add(TermHash.Pair(previous, token.Term));
                }

                previous = token.Term;
            }
        }

        var grams = new GramReader(text);
        while (grams.Next(out var gram))
        {
            _grams.Add(gram);
        }
    }
}
