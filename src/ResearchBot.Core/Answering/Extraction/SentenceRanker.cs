using System.Globalization;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Ranks the sentences of retrieved chunks by how well each answers the question.</summary>
internal sealed class SentenceRanker(QuestionTerms terms, AnswerType type, IReadOnlyDictionary<(string Document, int Start), float> meaning)
{
    /// <summary>All sentences, best first; ties in the order of the search and of the text.</summary>
    public List<CandidateSentence> Rank(IReadOnlyList<RetrievedChunk> chunks)
    {
        if (chunks.Count == 0)
        {
            return [];
        }

        var features = new SentenceFeatures(terms, type, chunks[0], meaning);
        return [.. chunks.SelectMany(Sentences)
            .Select(sentence => sentence with { Score = features.Score(sentence) })
            .OrderByDescending(sentence => sentence.Score)];
    }

    private CandidateSentence[] Sentences(RetrievedChunk chunk)
    {
        var headings = terms.In(chunk.Version.Document.Title).Or(terms.In(chunk.Chunk.Place.Section));
        var units = TextUnit.In(chunk.Version, chunk.Chunk).ToArray(); // headings are neighbours too
        var own = Array.ConvertAll(units, unit => terms.In(chunk.Version.Text.AsSpan(unit.Range.Start, unit.Range.Length)));
        var above = Array.ConvertAll(units, unit => AboveOf(chunk.Version, unit).Or(headings));
        return [.. Enumerable.Range(0, units.Length).Where(i => units[i].IsStatement).Select(Candidate)];

        CandidateSentence Candidate(int i, int position) => new(
            chunk,
            units[i],
            position,
            Words(chunk.Version.Text.AsSpan(units[i].Range.Start, units[i].Range.Length)),
            own[i],
            i > 0 ? own[i - 1].Or(above[i]) : above[i],
            i + 1 < own.Length ? own[i + 1] : default)
        {
            IsFirst = i == 0,
        };
    }

    /// <summary>The question's words in the header, lead-in or question that a unit stands under.</summary>
    private TermSet AboveOf(DocumentVersion version, TextUnit unit) => unit.Block?.Under is { } under
        ? terms.In(version.Structure.TextOf(version.Structure.Blocks[under]))
        : default;

    private List<Token> Words(ReadOnlySpan<char> text)
    {
        var words = new List<Token>();
        var reader = new TokenReader(text, terms.Language);
        while (reader.Next(out var token))
        {
            if (token.Kind != TokenKind.Compound)
            {
                words.Add(token);
            }
        }

        return words;
    }
}

/// <summary>The fitted weights of extraction, from <c>extraction-weights.txt</c>.</summary>
internal static class ExtractionWeights
{
    private static readonly Dictionary<string, double> ByName = Read();

    public static double Of(string name) => ByName[name];

    public static double[] Of(string group, IEnumerable<string> features) => [.. features.Select(feature => Of($"{group}.{feature}"))];

    public static double Sum(double[] features, double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < features.Length; i++)
        {
            sum += features[i] * weights[i];
        }

        return sum;
    }

    private static Dictionary<string, double> Read()
    {
        using var stream = typeof(ExtractionWeights).Assembly
            .GetManifestResourceStream("ResearchBot.Core.Answering.Extraction.extraction-weights.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
