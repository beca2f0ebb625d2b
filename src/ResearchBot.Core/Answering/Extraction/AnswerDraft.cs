using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Collects statements, citations and conflicts of an answer.</summary>
internal sealed class AnswerDraft(ExcerptCutter cutter, IReadOnlyList<CandidateSentence> all)
{
    /// <summary>Two sentences with this share of common words say the same.</summary>
    private const double NearDuplicate = 0.75;

    private readonly List<(Statement Statement, CandidateSentence Sentence)> _stated = [];
    private readonly List<Citation> _citations = [];
    private readonly List<Conflict> _conflicts = [];

    public IReadOnlyList<Statement> Statements => [.. _stated.Select(stated => stated.Statement)];
    public IReadOnlyList<Citation> Citations => _citations;
    public IReadOnlyList<Conflict> Conflicts => _conflicts;

    /// <summary>The sentences that would be quoted along with a sentence, including itself.</summary>
    public IReadOnlyList<CandidateSentence> QuotedWith(CandidateSentence sentence)
    {
        var range = RangeOf(sentence);
        return [.. all.Where(other => ReferenceEquals(other.Source, sentence.Source) && other.Range.Start >= range.Start && other.Range.End <= range.End)];
    }

    /// <summary>Adds a statement unless an excerpt already contains it or there are enough; a near-duplicate becomes a further citation. Returns the number
    /// of the supporting citation, or 0.</summary>
    public int State(CandidateSentence sentence, int most)
    {
        if (_citations.Find(citation => Covers(citation, sentence)) is { } covering)
        {
            return covering.Number;
        }

        var twin = _stated.FindIndex(stated => Similarity(stated.Sentence, sentence) >= NearDuplicate);
        if (_citations.Count >= most)
        {
            return 0;
        }

        var citation = Cite(sentence, _citations.Count + 1);
        _citations.Add(citation);
        if (twin >= 0)
        {
            var (statement, first) = _stated[twin];
            _stated[twin] = (statement with { Citations = [.. statement.Citations, citation.Number] }, first);
        }
        else
        {
            _stated.Add((new Statement(sentence.AsStatement(), [citation.Number]), sentence));
        }

        return citation.Number;
    }

    /// <summary>Shows both sides of a conflict, adding statements if needed.</summary>
    public void Oppose(FoundConflict conflict)
    {
        var most = _citations.Count + 2;
        Separate(conflict);
        var one = State(conflict.One, most);
        var other = State(conflict.Other, most);
        if (one != 0 && other != 0 && one != other)
        {
            _conflicts.Add(new Conflict(conflict.About, [one, other]));
        }
    }

    private void Separate(FoundConflict conflict)
    {
        var both = _citations.FindIndex(citation => Covers(citation, conflict.One) && Covers(citation, conflict.Other));
        if (both >= 0)
        {
            var kept = _stated.Exists(stated => stated.Sentence == conflict.Other) ? conflict.Other : conflict.One;
            _citations[both] = Cite(kept, kept.Range, both + 1);
        }
    }

    public Citation Cite(CandidateSentence sentence, int number)
    {
        var version = sentence.Source.Version;
        var range = RangeOf(sentence);
        if (_citations.Exists(other => other.Document.Id == version.Document.Id && other.Start < range.End && range.Start < other.End))
        {
            range = sentence.Range; // its neighbours are quoted already
        }

        return Cite(sentence, range, number);
    }

    private static Citation Cite(CandidateSentence sentence, TextRange range, int number)
    {
        var version = sentence.Source.Version;
        return new Citation(
            number,
            CitedDocument.Of(version.Document),
            version.Structure.At(range.Start),
            version.Text.Substring(range.Start, range.Length),
            range.Start,
            range.End,
            Verified: false,
            Math.Round(sentence.Source.Score, 4));
    }

    private TextRange RangeOf(CandidateSentence sentence) =>
        cutter.Cut(sentence, [.. all.Where(other => ReferenceEquals(other.Source, sentence.Source)).OrderBy(other => other.Position)]);

    private static bool Covers(Citation citation, CandidateSentence sentence) =>
        citation.Document.Id == sentence.Source.Version.Document.Id
        && citation.Start <= sentence.Range.Start && sentence.Range.End <= citation.End;

    private static double Similarity(CandidateSentence left, CandidateSentence right)
    {
        var one = left.Words.Where(token => token.Kind != TokenKind.Stop).Select(token => token.Term).ToHashSet();
        var other = right.Words.Where(token => token.Kind != TokenKind.Stop).Select(token => token.Term).ToHashSet();
        var common = one.Count(other.Contains);
        return one.Count + other.Count == 0 ? 1 : (double)common / (one.Count + other.Count - common);
    }
}
