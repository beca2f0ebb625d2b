using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Lexical;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>The features of a candidate, each about 0 to 1, in the order of <see cref="Names"/>.</summary>
internal sealed class UnitFeatures(QuestionTerms terms, AskedFor asked, IReadOnlyList<RetrievedChunk> chunks, double? usualMeaning)
{
    public static readonly string[] Names =
    [
        "chunk_score", "chunk_sure", "chunk_first", "coverage", "related", "above", "headings", "before", "title", "context_related", "names", "identifiers",
        "bm25", "fit_figure", "fit_time", "fit_name", "fit_reason", "fit_steps", "fit_meaning", "fit_decision", "fit_code", "fit_listing", "condition",
        "against_condition", "pairs", "grams", "proximity", "first", "after", "fragment", "question", "long", "list", "item", "row", "code", "definition", "history",
        "meaning", "chunk_meaning", "heading_named", "title_named", "union", "document", "opening", "row_named",
    ];

    private static readonly double[] Weights = ExtractionWeights.Of("unit", Names);
    private static readonly double[] WordWeights = ExtractionWeights.Of("unit_by_words", Names);

    /// <summary>The best chunk's score as a share of the maximum; if it is low, the order of the chunks means little.</summary>
    private readonly double _sure = chunks.Count == 0 ? 0 : terms.ShareOf(chunks[0].WordScore);

    private readonly double _usualChunk = chunks.Where(chunk => chunk.Cosine is not null).Select(chunk => (double)chunk.Cosine!.Value).DefaultIfEmpty(0).Average();

    public double Score(Candidate candidate) => ExtractionWeights.Sum(Of(candidate), usualMeaning is null ? WordWeights : Weights);

    public double[] Of(Candidate candidate)
    {
        var best = chunks[0];
        var share = candidate.Source.Score / best.Score;
        var around = candidate.Context.Without(candidate.Own);
        var exact = terms.Coverage(candidate.Own with { Related = 0 });
        var cosine = candidate.Cosine ?? usualMeaning ?? 0;
        var (meets, fails) = asked.Conditions.Compare(candidate.Text);
        double If(bool holds) => holds ? 1 : 0;
        double Fit(params QuestionKind[] kinds) => kinds.Contains(asked.Kind) && QuestionKinds.Fits(asked.Kind, candidate, terms) ? 1 : 0;
        var counted = candidate.Own;

        // A word counts once, where it stands nearest.
        double New(TermSet set)
        {
            var added = terms.Coverage(set.Without(counted) with { Related = 0 });
            counted = counted.Or(set with { Related = 0 });
            return added;
        }

        return
        [
            share,
            share * _sure,
            If(ReferenceEquals(candidate.Source, best)),
            exact,
            terms.Coverage(candidate.Own) - exact,
            New(candidate.Above),
            New(candidate.Headings),
            New(candidate.Before),
            New(candidate.Title),
            terms.Coverage(around) - terms.Coverage(around with { Related = 0 }),
            terms.NameCoverage(candidate.Own.Or(candidate.Context)),
            asked.Identifiers.ShareIn(candidate),
            Bm25(candidate),
            Fit(QuestionKind.Figure, QuestionKind.Duration, QuestionKind.Frequency, QuestionKind.Limit, QuestionKind.Default),
            Fit(QuestionKind.Time),
            Fit(QuestionKind.Person, QuestionKind.Place, QuestionKind.Contact),
            Fit(QuestionKind.Reason),
            Fit(QuestionKind.Steps),
            Fit(QuestionKind.Meaning),
            Fit(QuestionKind.Decision),
            Fit(QuestionKind.Code),
            Fit(QuestionKind.Listing),
            If(meets),
            If(fails),
            Pairs(candidate),
            terms.GramCoverage(candidate.Text),
            Proximity(candidate),
            If(candidate.Position == 0),
            terms.Coverage(candidate.After.Without(candidate.Own.Or(candidate.Context))),
            If(IsFragment(candidate)),
            If(candidate.Text[^1] == '?'),
            Math.Min(1, candidate.Range.Length / 1000.0),
            If(candidate.Unit.Kind == UnitKind.List),
            If(candidate.Unit.Kind == UnitKind.Item),
            If(candidate.Unit.Kind == UnitKind.Row),
            If(candidate.Unit.Kind == UnitKind.Code),
            If(candidate.Unit.Kind == UnitKind.Definition),
            If(History.IsIn(candidate.Version.Document.Key, candidate.Source.Chunk.Place.Section)),
            cosine,
            candidate.Source.Cosine ?? _usualChunk,
            candidate.HeadingNamed,
            candidate.TitleNamed,
            terms.Coverage(candidate.Own.Or(candidate.Context)),
            chunks.Where(chunk => !ReferenceEquals(chunk, candidate.Source) && chunk.Version.Document.Id == candidate.Version.Document.Id).Sum(chunk => chunk.Score / best.Score) / 4,
            If(asked.Kind == QuestionKind.Meaning && Opening.IsIn(candidate)),
            RowNamed(candidate),
        ];
    }

    /// <summary>Of a table's row, the share that its own cells have of what the question says beyond the names of columns: whether it is the row that is meant.</summary>
    private double RowNamed(Candidate candidate)
    {
        if (candidate.Unit.Kind != UnitKind.Row)
        {
            return 0;
        }

        var own = terms.Coverage(candidate.Own);
        var columns = terms.Coverage(candidate.Above.Without(candidate.Own));
        return own <= 0 ? 0 : Math.Min(1, own / Math.Max(own, 1 - columns));
    }

    /// <summary>BM25 with the unit as the document, as a share of the maximum.</summary>
    private double Bm25(Candidate candidate)
    {
        const double AverageLength = 22;
        var norm = Bm25Index.K1 * (1 - Bm25Index.B + (Bm25Index.B * candidate.Words.Count / AverageLength));
        return terms.Coverage(candidate.Own with { Related = 0 }) * (Bm25Index.K1 + 1) / (1 + norm) / 2;
    }

    /// <summary>The share of the question's neighbouring words that are neighbours here too.</summary>
    private double Pairs(Candidate candidate)
    {
        if (terms.Terms.Count < 2)
        {
            return 0;
        }

        var found = 0;
        var previous = -1;
        foreach (var token in candidate.Words.Where(token => token.Kind != TokenKind.Stop))
        {
            var position = terms.PositionOf(token);
            found += previous >= 0 && position == previous + 1 ? 1 : 0;
            previous = position;
        }

        return Math.Min(1, (double)found / (terms.Terms.Count - 1));
    }

    /// <summary>1 if the question's words are adjacent, less the further apart they are.</summary>
    private double Proximity(Candidate candidate)
    {
        var first = -1;
        var last = -1;
        for (var i = 0; i < candidate.Words.Count; i++)
        {
            if (terms.PositionOf(candidate.Words[i]) >= 0)
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }

        return candidate.Own.Count < 2 || first < 0 ? 0 : Math.Min(1, (double)candidate.Own.Count / (last - first + 1));
    }

    /// <summary>A few words without an end, which cannot be an answer.</summary>
    private static bool IsFragment(Candidate candidate) =>
        candidate.Unit.Kind == UnitKind.Sentence
        && candidate.Words.Count < 12 && char.IsLetterOrDigit(candidate.Text[^1]) && !candidate.Words.Any(token => token.Kind == TokenKind.Pair);
}

/// <summary>Recognises what tells of changes rather than of what holds today.</summary>
internal static class History
{
    private static readonly string[] Words = ["changelog", "change log", "changes", "release notes", "what's new", "history", "news"];

    /// <summary>Whether a document or section is a record of changes, by its name.</summary>
    public static bool IsIn(string key, string? section) =>
        Words.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase) || section?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);
}

/// <summary>Recognises where documents say what they are about.</summary>
internal static class Opening
{
    private static readonly string[] Sections = ["abstract", "summary", "overview", "introduction", "meaning", "definition", "about", "what is", "description", "purpose"];

    public static bool IsIn(Candidate candidate)
    {
        var chunk = candidate.Source.Chunk;
        return chunk.Ordinal == 0 || Sections.Any(word => chunk.Place.LastHeading().StartsWith(word, StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>The fitted weights of extraction, from <c>extraction-weights.txt</c>.</summary>
internal static class ExtractionWeights
{
    /// <summary>The text of the file.</summary>
    public static readonly string File = ReadFile();

    private static readonly Dictionary<string, double> ByName = File.Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(' '))
        .ToDictionary(parts => parts[0], parts => double.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));

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

    private static string ReadFile()
    {
        using var stream = typeof(ExtractionWeights).Assembly
            .GetManifestResourceStream("ResearchBot.Core.Answering.Extraction.extraction-weights.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>The weights of today, for a fit that begins with them.</summary>
/// <param name="File">The whole weights file.</param>
public sealed record ExtractionFit(string File, double[] Units, double[] UnitsByWords)
{
    public static ExtractionFit Read() => new(
        ExtractionWeights.File,
        ExtractionWeights.Of("unit", UnitFeatures.Names),
        ExtractionWeights.Of("unit_by_words", UnitFeatures.Names));
}
