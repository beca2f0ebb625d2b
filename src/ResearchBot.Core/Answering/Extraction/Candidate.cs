using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>A unit of a retrieved chunk that may answer the question.</summary>
/// <param name="Words">Its tokens, with offsets relative to the unit.</param>
/// <param name="Own">The question's words in it.</param>
internal sealed record Candidate(RetrievedChunk Source, AnswerUnit Unit, IReadOnlyList<Token> Words, TermSet Own)
{
    /// <summary>Its position among the units of its chunk, from 0.</summary>
    public int Position { get; init; }

    /// <summary>The question's words in what it stands under: a table's header, a lead-in, a question.</summary>
    public TermSet Above { get; init; }

    /// <summary>The question's words in its headings.</summary>
    public TermSet Headings { get; init; }

    /// <summary>The share of its nearest heading that the question names, 0 to 1.</summary>
    public double HeadingNamed { get; init; }

    /// <summary>The share of its document's title that the question names, 0 to 1.</summary>
    public double TitleNamed { get; init; }

    /// <summary>The question's words in the title and the path of its document.</summary>
    public TermSet Title { get; init; }

    /// <summary>The question's words in the unit before it.</summary>
    public TermSet Before { get; init; }

    /// <summary>The question's words in the unit after it.</summary>
    public TermSet After { get; init; }

    /// <summary>Similarity to the question by meaning, -1 to 1; null if it was not compared.</summary>
    public float? Cosine { get; init; }

    /// <summary>How well it answers; comparable within one question.</summary>
    public double Score { get; init; }

    /// <summary>The question's words around it.</summary>
    public TermSet Context => Above.Or(Headings).Or(Title).Or(Before);

    public DocumentVersion Version => Source.Version;

    public TextRange Range => Unit.Range;

    public ReadOnlySpan<char> Text => Version.Text.AsSpan(Range.Start, Range.Length);

    public string Word(Token token) => Version.Text.Substring(Range.Start + token.Start, token.Length);

    /// <summary>The unit as it is stated.</summary>
    public string Statement => Unit.StatementIn(Version);
}

/// <summary>Collects the candidates of retrieved chunks.</summary>
internal sealed class CandidateReader(QuestionTerms terms)
{
    /// <summary>In the order of the search and of the text.</summary>
    public IReadOnlyList<Candidate> Read(IReadOnlyList<RetrievedChunk> chunks) => [.. chunks.SelectMany(Read).DistinctBy(one => (one.Version.Document.Id, one.Range))];

    private IEnumerable<Candidate> Read(RetrievedChunk chunk)
    {
        var version = chunk.Version;
        var title = terms.In(version.Document.Title).Or(terms.In(PathWords(version.Document.Key)));
        var titleNamed = terms.ShareNamed(version.Document.Title);
        var units = AnswerUnits.In(version, chunk.Chunk);
        var own = units.Select(unit => terms.In(version.Text.AsSpan(unit.Range.Start, unit.Range.Length))).ToArray();
        for (var i = 0; i < units.Count; i++)
        {
            var place = version.Structure.At(units[i].Range.Start);
            yield return new Candidate(chunk, units[i], Words(version.Text.AsSpan(units[i].Range.Start, units[i].Range.Length)), own[i])
            {
                Position = i,
                Above = AboveOf(version, units[i]),
                Headings = terms.In(place.Section),
                HeadingNamed = place.Section is null ? titleNamed : terms.ShareNamed(place.LastHeading()),
                TitleNamed = titleNamed,
                Title = title,
                Before = i > 0 ? own[i - 1] : default,
                After = i + 1 < units.Count ? own[i + 1] : default,
            };
        }
    }

    private TermSet AboveOf(DocumentVersion version, AnswerUnit unit)
    {
        var (above, blocks) = (default(TermSet), version.Structure.Blocks);
        for (var at = unit.Block is { } index ? blocks[index].Under : null; at is { } under && under < blocks.Count; at = blocks[under].Under)
        {
            above = above.Or(terms.In(version.Structure.TextOf(blocks[under])));
        }

        return above;
    }

    private static string PathWords(string key) => key.AsSpan(0, Math.Max(0, key.LastIndexOf('.'))).ToString().Replace('/', ' ').Replace('-', ' ').Replace('_', ' ');

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
