using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Ranks the sentences of retrieved chunks by how well each answers the question.</summary>
internal sealed class SentenceRanker(QuestionTerms terms, AnswerType type)
{
    // Fitted listwise on open question sets; only their proportions matter.
    private const double ChunkWeight = 6.8;
    private const double CoverageWeight = 6.0;
    private const double ContextWeight = 4.5;
    private const double SentenceWeight = 1.7;
    private const double TypeWeight = 1.45;
    private const double BigramWeight = 0.8;
    private const double ProximityWeight = 0.7;
    private const double FirstWeight = 0.5;
    private const double FragmentPenalty = 4;
    private const double QuestionPenalty = 1.5;

    /// <summary>All sentences, best first; equal ones in the order of the search and of the text.</summary>
    public List<CandidateSentence> Rank(IReadOnlyList<RetrievedChunk> chunks)
    {
        var sentences = chunks.SelectMany(Sentences).ToList();
        if (sentences.Count == 0)
        {
            return sentences;
        }

        var best = chunks[0].Score;
        var weights = sentences.ConvertAll(SentenceBm25);
        var heaviest = Math.Max(weights.Max(), 1e-9);
        return [.. sentences
            .Select((sentence, i) => sentence with { Score = Score(sentence, best, weights[i] / heaviest) })
            .OrderByDescending(sentence => sentence.Score)];
    }

    private double Score(CandidateSentence sentence, double bestChunk, double relativeBm25)
    {
        var score = (ChunkWeight * sentence.Source.Score / bestChunk)
            + (CoverageWeight * terms.Coverage(sentence.Own))
            + (ContextWeight * terms.Coverage(sentence.Context.Without(sentence.Own)))
            + (SentenceWeight * relativeBm25)
            + (BigramWeight * Bigrams(sentence))
            + (ProximityWeight * Proximity(sentence))
            + (sentence.Position == 0 ? FirstWeight : 0);
        if (type != AnswerType.Any && AnswerTypes.Fits(type, sentence, terms))
        {
            score += TypeWeight;
        }

        return score - (IsFragment(sentence) ? FragmentPenalty : 0) - (sentence.Text[^1] == '?' ? QuestionPenalty : 0);
    }

    private IEnumerable<CandidateSentence> Sentences(RetrievedChunk chunk)
    {
        var headings = terms.In(chunk.Version.Document.Title).Or(terms.In(chunk.Chunk.Place.Section));
        var ranges = SentenceSplitter.Split(chunk.Text);
        var before = default(TermSet);
        var sentences = new List<CandidateSentence>(ranges.Count);
        foreach (var range in ranges)
        {
            var inDocument = range with { Start = range.Start + chunk.Chunk.Start };
            var words = Words(chunk.Version.Text.AsSpan(inDocument.Start, inDocument.Length));
            var own = terms.In(chunk.Version.Text.AsSpan(inDocument.Start, inDocument.Length));
            sentences.Add(new CandidateSentence(chunk, inDocument, sentences.Count, words, own, before.Or(headings)));
            before = own;
        }

        return sentences;
    }

    private static List<Token> Words(ReadOnlySpan<char> text)
    {
        var words = new List<Token>();
        var reader = new TokenReader(text);
        while (reader.Next(out var token))
        {
            if (token.Kind != TokenKind.Compound)
            {
                words.Add(token);
            }
        }

        return words;
    }

    private double SentenceBm25(CandidateSentence sentence)
    {
        const double AverageLength = 22;
        var norm = Bm25Index.K1 * (1 - Bm25Index.B + (Bm25Index.B * sentence.Words.Count / AverageLength));
        var sum = 0.0;
        for (var i = 0; i < terms.Terms.Count; i++)
        {
            sum += sentence.Own.Contains(i) ? terms.WeightOf(i) * (Bm25Index.K1 + 1) / (1 + norm) : 0;
        }

        return sum;
    }

    /// <summary>The share of the question's neighbouring words that are neighbours here too.</summary>
    private double Bigrams(CandidateSentence sentence)
    {
        if (terms.Terms.Count < 2)
        {
            return 0;
        }

        var found = 0;
        var previous = -1;
        foreach (var token in sentence.Words.Where(token => token.Kind != TokenKind.Stop))
        {
            var position = terms.PositionOf(token);
            found += previous >= 0 && position == previous + 1 ? 1 : 0;
            previous = position;
        }

        return (double)found / (terms.Terms.Count - 1);
    }

    /// <summary>1 when the question's words stand side by side, less the further they are apart.</summary>
    private double Proximity(CandidateSentence sentence)
    {
        var first = -1;
        var last = -1;
        for (var i = 0; i < sentence.Words.Count; i++)
        {
            if (terms.PositionOf(sentence.Words[i]) >= 0)
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }

        return sentence.Own.Count < 2 ? 0 : (double)sentence.Own.Count / (last - first + 1);
    }

    /// <summary>A heading, a table rule, a caption: no sentence that could be an answer.</summary>
    private static bool IsFragment(CandidateSentence sentence) =>
        sentence.Text[0] == '#'
        || (sentence.Words.Count < 12 && char.IsLetterOrDigit(sentence.Text[^1]) && !sentence.Words.Any(token => token.Kind == TokenKind.Pair));
}
