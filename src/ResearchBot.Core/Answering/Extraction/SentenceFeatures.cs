using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Lexical;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>The features of a sentence, each about 0 to 1, in the order of <see cref="Names"/>.</summary>
internal sealed class SentenceFeatures(QuestionTerms terms, AnswerType type, RetrievedChunk best, IReadOnlyDictionary<(string Document, int Start), float> meaning)
{
    public static readonly string[] Names =
    [
        "chunk_score", "chunk_sure", "coverage", "related", "context", "context_related", "names", "sentence_bm25", "answer_type", "pairs", "grams",
        "proximity", "first", "following", "fragment", "question", "meaning",
    ];

    private static readonly double[] Weights = ExtractionWeights.Of("sentence", Names);

    /// <summary>The best chunk's score as a share of the maximum; if it is low, the order of the chunks means little.</summary>
    private readonly double _sure = terms.ShareOf(best.WordScore);

    /// <summary>The neutral value for a sentence that was not compared with the question.</summary>
    private readonly float _usualMeaning = meaning.Count == 0 ? 0 : meaning.Values.Average();

    public double Score(CandidateSentence sentence) => ExtractionWeights.Sum(Of(sentence), Weights);

    public double[] Of(CandidateSentence sentence)
    {
        var around = sentence.Context.Without(sentence.Own);
        var exact = terms.Coverage(sentence.Own with { Related = 0 });
        var contextExact = terms.Coverage(around with { Related = 0 });
        return
        [
            sentence.Source.Score / best.Score,
            sentence.Source.Score / best.Score * _sure,
            exact,
            terms.Coverage(sentence.Own) - exact,
            contextExact,
            terms.Coverage(around) - contextExact,
            terms.NameCoverage(sentence.Own.Or(sentence.Context)),
            SentenceBm25(sentence),
            type != AnswerType.Any && AnswerTypes.Fits(type, sentence, terms) ? 1 : 0,
            Pairs(sentence),
            terms.GramCoverage(sentence.Text),
            Proximity(sentence),
            sentence.IsFirst ? 1 : 0,
            terms.Coverage(sentence.Following.Without(sentence.Own.Or(sentence.Context))),
            IsFragment(sentence) ? 1 : 0,
            sentence.Text[^1] == '?' ? 1 : 0,
            meaning.GetValueOrDefault((sentence.Source.Version.Document.Id, sentence.Range.Start), _usualMeaning),
        ];
    }

    /// <summary>BM25 with the sentence as the document, as a share of the maximum.</summary>
    private double SentenceBm25(CandidateSentence sentence)
    {
        const double AverageLength = 22;
        var norm = Bm25Index.K1 * (1 - Bm25Index.B + (Bm25Index.B * sentence.Words.Count / AverageLength));
        return terms.Coverage(sentence.Own with { Related = 0 }) * (Bm25Index.K1 + 1) / (1 + norm) / 2;
    }

    /// <summary>The share of the question's neighbouring words that are neighbours here too.</summary>
    private double Pairs(CandidateSentence sentence)
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

    /// <summary>1 if the question's words are adjacent, less the further apart they are.</summary>
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

        return sentence.Own.Count < 2 || first < 0 ? 0 : Math.Min(1, (double)sentence.Own.Count / (last - first + 1));
    }

    /// <summary>A few words without an end, which cannot be an answer.</summary>
    private static bool IsFragment(CandidateSentence sentence) =>
        sentence.Unit.Block?.Kind is not (BlockKind.Row or BlockKind.Item or BlockKind.Definition or BlockKind.Code)
        && (sentence.Words.Count < 12 && char.IsLetterOrDigit(sentence.Text[^1]) && !sentence.Words.Any(token => token.Kind == TokenKind.Pair));
}
