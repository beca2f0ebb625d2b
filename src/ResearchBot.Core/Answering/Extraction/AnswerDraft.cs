using System.Collections.Frozen;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Collects statements, citations and conflicts of an answer.</summary>
internal sealed class AnswerDraft
{
    /// <summary>Two units with this share of common words may say the same.</summary>
    private const double NearDuplicate = 0.75;

    private static readonly FrozenSet<string> Negations = new[]
    {
        "not", "no", "never", "none", "neither", "nor", "without", "cannot", "can't", "can’t", "isn't", "isn’t", "doesn't", "doesn’t", "don't", "don’t", "won't",
        "won’t", "nicht", "kein", "keine",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly List<(Statement Statement, Candidate Candidate)> _stated = [];
    private readonly List<Citation> _citations = [];
    private readonly List<Conflict> _conflicts = [];

    private ExcerptCutter _cutter = null!;
    private IReadOnlyList<Candidate> _all = [];
    private string? _about;
    private bool _isNearest;

    public AnswerDraft(QuestionReading reading) => TurnTo(reading);

    public IReadOnlyList<Statement> Statements => [.. _stated.Select(stated => stated.Statement)];
    public IReadOnlyList<Citation> Citations => _citations;
    public IReadOnlyList<Conflict> Conflicts => _conflicts;

    /// <summary>What is stated from now on answers this question, or part of one.</summary>
    /// <param name="about">The part's name.</param>
    /// <param name="isNearest">Whether it is only the nearest that was found for the part.</param>
    public void TurnTo(QuestionReading reading, string? about = null, bool isNearest = false) =>
        (_cutter, _all, _about, _isNearest) = (new ExcerptCutter(reading.Terms, reading.Asked), reading.Ranked, about, isNearest);

    /// <summary>The candidates that would be quoted along with a candidate, including itself.</summary>
    public IReadOnlyList<Candidate> QuotedWith(Candidate candidate)
    {
        var range = RangeOf(candidate);
        return [.. _all.Where(other => ReferenceEquals(other.Source, candidate.Source) && other.Range.Start >= range.Start && other.Range.End <= range.End)];
    }

    /// <summary>Adds a statement unless an excerpt already contains it or there are enough; a near-duplicate becomes a further citation. Returns the number
    /// of the supporting citation, or 0.</summary>
    public int State(Candidate candidate, int most)
    {
        if (_citations.Find(citation => Covers(citation, candidate)) is { } covering)
        {
            if (_about is not null && !_stated.Exists(stated => stated.Candidate.Range == candidate.Range))
            {
                _citations[covering.Number - 1] = covering.Stating(candidate.Range);
                _stated.Add((new Statement(candidate.Statement, [covering.Number]) { About = _about, IsNearest = _isNearest }, candidate));
            }

            return covering.Number;
        }

        var twin = _stated.FindIndex(stated => SayTheSame(stated.Candidate, candidate));
        if (_citations.Count >= most)
        {
            return 0;
        }

        var citation = Cite(candidate, _citations.Count + 1);
        _citations.Add(citation);
        if (twin >= 0)
        {
            var (statement, first) = _stated[twin];
            _stated[twin] = (statement with { Citations = [.. statement.Citations, citation.Number] }, first);
        }
        else
        {
            _stated.Add((new Statement(candidate.Statement, [citation.Number]) { About = _about, IsNearest = _isNearest }, candidate));
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
            var kept = _stated.Exists(stated => stated.Candidate == conflict.Other) ? conflict.Other : conflict.One;
            _citations[both] = Cite(kept, kept.Range, both + 1);
        }
    }

    public Citation Cite(Candidate candidate, int number)
    {
        var version = candidate.Source.Version;
        var range = RangeOf(candidate);
        if (_citations.Exists(other => other.Document.Id == version.Document.Id && other.Start < range.End && range.Start < other.End))
        {
            range = candidate.Range; // its neighbours are quoted already
        }

        return Cite(candidate, range, number);
    }

    private static Citation Cite(Candidate candidate, TextRange range, int number) =>
        Citation.Of(number, candidate.Source.Version, range, candidate.Source.Score).Stating(candidate.Range);

    private TextRange RangeOf(Candidate candidate) =>
        _cutter.Cut(candidate, [.. _all.Where(other => ReferenceEquals(other.Source, candidate.Source)).OrderBy(other => other.Position)]);

    private static bool Covers(Citation citation, Candidate candidate) =>
        citation.Document.Id == candidate.Source.Version.Document.Id
        && citation.Start <= candidate.Range.Start && candidate.Range.End <= citation.End;

    /// <summary>Whether two units say the same: they share most of their words, and what differs is neither a number, a name nor a negation.</summary>
    private static bool SayTheSame(Candidate left, Candidate right)
    {
        var one = Telling(left);
        var other = Telling(right);
        var common = one.Keys.Count(other.ContainsKey);
        var differing = one.Where(word => !other.ContainsKey(word.Key)).Concat(other.Where(word => !one.ContainsKey(word.Key)));
        return one.Count + other.Count - common is var all && (all == 0 || (double)common / all >= NearDuplicate)
            && differing.All(word => !word.Value.IsDecisive);
    }

    /// <summary>The words by their terms, with the negations.</summary>
    private static Dictionary<ulong, (string Word, bool IsDecisive)> Telling(Candidate candidate)
    {
        var words = new Dictionary<ulong, (string, bool)>();
        for (var i = 0; i < candidate.Words.Count; i++)
        {
            var (token, word) = (candidate.Words[i], candidate.Word(candidate.Words[i]));
            var isNegation = Negations.Contains(word);
            if (token.Kind != TokenKind.Stop || isNegation)
            {
                words.TryAdd(token.Term, (word, isNegation || token.Kind == TokenKind.Number || (i > 0 && char.IsUpper(word[0]))));
            }
        }

        return words;
    }
}
