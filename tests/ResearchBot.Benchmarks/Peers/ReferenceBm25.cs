using System.Runtime.InteropServices;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Text;

namespace ResearchBot.Benchmarks;

/// <summary>BM25 as it is written down, in double precision over every chunk, for the terms of some questions.</summary>
internal sealed class ReferenceBm25
{
    private readonly List<int> _lengths = [];
    private readonly Dictionary<ulong, Dictionary<int, int>> _counts = [];

    public ReferenceBm25(IEnumerable<DocumentVersion> documents, IEnumerable<BenchmarkQuestion> questions)
    {
        foreach (var term in questions.SelectMany(question => question.Terms))
        {
            _counts.TryAdd(term, []);
        }

        foreach (var version in documents)
        {
            foreach (var chunk in version.Chunks)
            {
                var text = version.Text.AsSpan(chunk.Start, chunk.Length);
                var language = LanguageRecogniser.Recognise(text);
                _lengths.Add(Count(version.Document.Title, language) + Count(text, language));
            }
        }
    }

    /// <summary>Whether these chunks score what the best score, so that no better one was missed; ties may swap.</summary>
    public bool IsBest(IReadOnlyList<ulong> terms, IReadOnlyList<int> found, int top)
    {
        var average = _lengths.Average();
        var scores = new double[_lengths.Count];
        foreach (var term in terms)
        {
            var holding = _counts[term];
            var weight = Math.Log(1 + ((scores.Length - holding.Count + 0.5) / (holding.Count + 0.5)));
            foreach (var (chunk, count) in holding)
            {
                scores[chunk] += weight * count * 2.2 / (count + (1.2 * (0.25 + (0.75 * _lengths[chunk] / average))));
            }
        }

        var best = scores.Where(score => score > 0).OrderDescending().Take(top).ToArray();
        return found.Distinct().Count() == best.Length
            && found.Select(chunk => scores[chunk]).Zip(best).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-5 * pair.Second);
    }

    /// <summary>Counts the wanted terms of the chunk at hand; returns its length in terms.</summary>
    private int Count(ReadOnlySpan<char> text, Language language)
    {
        var length = 0;
        var reader = new TokenReader(text, language);
        while (reader.Next(out var token))
        {
            if (token.Kind == TokenKind.Stop)
            {
                continue;
            }

            length++;
            if (_counts.TryGetValue(token.Term, out var counts))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, _lengths.Count, out _)++;
            }
        }

        return length;
    }
}
