using System.Collections.Frozen;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Lexical;
using ResearchBot.Core.Search.Text;
using ResearchBot.Core.Search.Text.Languages;

namespace ResearchBot.Core.Search.Storage;

/// <summary>
/// Makes the indexes of a segment from its chunks, each taken with its title and headings. One index after the other:
/// together their tables would not fit the processor's caches.
/// </summary>
internal static class SegmentBuilder
{
    public static (Bm25Index Words, Bm25Index Pairs) BuildWords(IReadOnlyList<DocumentVersion> documents, QueryTerms? only)
    {
        var expected = documents.Sum(version => version.Text.Length) / 8;
        var words = Create(expected, only?.Words);
        var pairs = Create(expected, only?.Pairs);
        foreach (var version in documents)
        {
            foreach (var chunk in version.Chunks)
            {
                var text = version.Text.AsSpan(chunk.Start, chunk.Length);
                var language = LanguageRecogniser.Recognise(text);
                AddWords(version.Document.Title, language, words, pairs);
                AddWords(chunk.Place.Section, language, words, pairs);
                AddWords(text, language, words, pairs);
                words.EndChunk();
                pairs.EndChunk();
            }
        }

        return (words.Build(), pairs.Build());
    }

    public static Bm25Index BuildGrams(IReadOnlyList<DocumentVersion> documents, QueryTerms? only)
    {
        var grams = Create(documents.Sum(version => version.Text.Length), only?.Grams);
        foreach (var version in documents)
        {
            foreach (var chunk in version.Chunks)
            {
                AddGrams(version.Document.Title, grams);
                AddGrams(chunk.Place.Section, grams);
                AddGrams(version.Text.AsSpan(chunk.Start, chunk.Length), grams);
                grams.EndChunk();
            }
        }

        return grams.Build();
    }

    private static Bm25IndexBuilder Create(int expected, IEnumerable<TermForms>? only) =>
        only is null ? new Bm25IndexBuilder(expected)
            : new Bm25IndexBuilder(only: only.SelectMany(forms => new[] { forms.Term, forms.Elsewhere }).ToFrozenSet());

    private static void AddWords(ReadOnlySpan<char> text, Language language, Bm25IndexBuilder words, Bm25IndexBuilder pairs)
    {
        var previous = 0UL;
        var tokens = new TokenReader(text, language);
        while (tokens.Next(out var token))
        {
            if (token.Kind == TokenKind.Stop)
            {
                continue;
            }

            words.Add(token.Term);
            if (token.Kind == TokenKind.Compound)
            {
                continue;
            }

            if (previous != 0)
            {
                pairs.Add(TermHash.Pair(previous, token.Term));
            }

            previous = token.Term;
        }
    }

    private static void AddGrams(ReadOnlySpan<char> text, Bm25IndexBuilder grams)
    {
        var reader = new GramReader(text);
        while (reader.Next(out var gram))
        {
            grams.Add(gram);
        }
    }
}
