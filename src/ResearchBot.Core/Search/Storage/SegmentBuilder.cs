using System.Collections.Frozen;
using ResearchBot.Core.Search.Lexical;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Search.Storage;

/// <summary>Builds the indexes of a segment, each chunk with its title and headings. The indexes are built one after the other, since their
/// tables together would not fit the processor's caches.</summary>
internal static class SegmentBuilder
{
    public static (Bm25Index Words, Bm25Index Pairs, TextLanguages Languages) BuildWords(
        IReadOnlyList<DocumentVersion> documents, Func<TextLanguages, QueryTerms>? only)
    {
        var expected = documents.Sum(version => version.Text.Length) / 8;
        var spoken = documents.SelectMany(version => version.Chunks.Select(chunk => LanguageRecogniser.Recognise(version.Text.AsSpan(chunk.Start, chunk.Length)))).ToArray();
        var languages = spoken.Aggregate(default(TextLanguages), (all, language) => all | TextLanguages.Of(language));
        var forms = only?.Invoke(languages);
        var words = Create(expected, forms?.Words);
        var pairs = Create(expected, forms?.Pairs);
        var at = 0;
        foreach (var version in documents)
        {
            foreach (var chunk in version.Chunks)
            {
                var text = version.Text.AsSpan(chunk.Start, chunk.Length);
                var language = spoken[at++];
                AddWords(version.Document.Title, language, words, pairs);
                AddWords(chunk.Place.Section, language, words, pairs);
                AddWords(version.ContextOf(chunk), language, words, pairs);
                AddWords(text, language, words, pairs);
                words.EndChunk();
                pairs.EndChunk();
            }
        }

        return (words.Build(), pairs.Build(), languages);
    }

    public static Bm25Index BuildGrams(IReadOnlyList<DocumentVersion> documents, Func<TextLanguages, QueryTerms>? only)
    {
        var grams = Create(documents.Sum(version => version.Text.Length), only?.Invoke(default).Grams);
        foreach (var version in documents)
        {
            foreach (var chunk in version.Chunks)
            {
                AddGrams(version.Document.Title, grams);
                AddGrams(chunk.Place.Section, grams);
                AddGrams(version.ContextOf(chunk), grams);
                AddGrams(version.Text.AsSpan(chunk.Start, chunk.Length), grams);
                grams.EndChunk();
            }
        }

        return grams.Build();
    }

    private static Bm25IndexBuilder Create(int expected, IEnumerable<TermForms>? only) =>
        only is null ? new Bm25IndexBuilder(expected)
            : new Bm25IndexBuilder(only: only.SelectMany(forms => forms.All).ToFrozenSet());

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
