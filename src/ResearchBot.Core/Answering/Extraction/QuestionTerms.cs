using System.Numerics;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Lexical;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>The words of a question and their weights, for rating sentences.</summary>
internal sealed class QuestionTerms
{
    /// <summary>The weight of a related word relative to the word itself.</summary>
    private const float RelatedShare = 0.75f;

    private readonly Dictionary<ulong, int> _positions = [];
    private readonly Dictionary<ulong, int> _related = [];
    private readonly string[] _stems;
    private readonly float[] _weights;
    private readonly float _total;
    private readonly TermSet _names;
    private readonly IReadOnlyDictionary<ulong, float> _grams;
    private readonly float _gramTotal;

    public QuestionTerms(SearchResult found, string question)
    {
        Language = found.Language;
        _grams = found.Grams;
        _gramTotal = _grams.Values.Sum();
        Terms = [.. Evidence(found.Terms).Take(TermSet.Capacity)];
        _weights = new float[Terms.Count];
        _stems = [.. Terms.Select(term => term.Query.Kind == TokenKind.Compound ? string.Empty : WordForm.StemOf(term.Query.Surface, Language))];
        var rarest = MathF.Log(1 + ((found.Scope.Chunks - 0.5f) / 1.5f));
        for (var i = 0; i < Terms.Count; i++)
        {
            _positions[Terms[i].Query.Term] = i;

            // A word that occurs nowhere is no better evidence than one that occurs once.
            _weights[i] = MathF.Max(0.05f, MathF.Min(Terms[i].Weight, rarest));
            _total += _weights[i];
            if (IsName(Terms[i].Query, question))
            {
                _names = _names.With(i);
            }

            foreach (var related in RelatedWords.Of(Terms[i].Query.Term))
            {
                _related.TryAdd(related, i);
            }
        }
    }

    public IReadOnlyList<WeightedTerm> Terms { get; }
    public Language Language { get; }

    /// <summary>The index of a token among the question's words, or -1.</summary>
    public int PositionOf(Token token) => _positions.GetValueOrDefault(token.Term, -1);

    public float WeightOf(int term) => _weights[term];

    public double Coverage(TermSet terms)
    {
        if (_total <= 0)
        {
            return 0;
        }

        var sum = 0f;
        for (var i = 0; i < _weights.Length; i++)
        {
            sum += terms.Contains(i) ? _weights[i] : terms.ContainsRelated(i) ? RelatedShare * _weights[i] : 0;
        }

        return sum / _total;
    }

    /// <summary>The share of the weight of words that occur nowhere, nor any related word.</summary>
    public double MissingShare => _total <= 0 ? 0 : Terms.Select((term, i) => term.Chunks == 0 && !term.HasRelated ? _weights[i] : 0).Sum() / _total;

    /// <summary>Whether a name or number of the question occurs nowhere in what was searched.</summary>
    public bool HasNameThatIsNowhere => Terms.Where((term, i) => _names.Contains(i) && term.Chunks == 0 && !term.HasRelated).Any();

    /// <summary>The share of a short text's words that the question has, 0 to 1.</summary>
    public double ShareNamed(ReadOnlySpan<char> text)
    {
        var (named, all) = (0, 0);
        var reader = new TokenReader(text, Language);
        while (reader.Next(out var token))
        {
            if (token.Kind is not (TokenKind.Stop or TokenKind.Compound))
            {
                all++;
                named += Add(default, token, text.Slice(token.Start, token.Length)).Count;
            }
        }

        return all == 0 ? 0 : Math.Min(1, (double)named / all);
    }

    /// <summary>A BM25 score as a share of the maximum that the question's words could score, 0 to 1.</summary>
    public double ShareOf(double wordScore) => _total <= 0 ? 0 : Math.Min(1, wordScore / ((Bm25Index.K1 + 1) * _total));

    /// <summary>The share of the weight of the question's names and numbers that these words carry; 0 if it has none.</summary>
    public double NameCoverage(TermSet terms)
    {
        var all = Coverage(_names);
        return all <= 0 ? 0 : Coverage(new TermSet(_names.Exact & terms.Exact, 0)) / all;
    }

    /// <summary>Whether these words are all names or numbers.</summary>
    public bool AreNames(TermSet terms) => ((terms.Exact | terms.Related) & ~_names.Exact) == 0;

    /// <summary>The share of the weight of the question's four-character runs that occur in a text: similarity regardless of endings.</summary>
    public double GramCoverage(ReadOnlySpan<char> text)
    {
        var seen = new HashSet<ulong>();
        var sum = 0f;
        var reader = new GramReader(text);
        while (reader.Next(out var gram))
        {
            sum += _grams.TryGetValue(gram, out var weight) && seen.Add(gram) ? weight : 0;
        }

        return _gramTotal <= 0 ? 0 : sum / _gramTotal;
    }

    /// <summary>The question's words that occur in a text, directly or through related words.</summary>
    public TermSet In(ReadOnlySpan<char> text)
    {
        var set = default(TermSet);
        var reader = new TokenReader(text, Language);
        while (reader.Next(out var token))
        {
            set = Add(set, token, text.Slice(token.Start, token.Length));
        }

        return set;
    }

    /// <summary>The set after adding a word.</summary>
    public TermSet Add(TermSet set, Token token, ReadOnlySpan<char> surface)
    {
        if (token.Kind == TokenKind.Stop)
        {
            return set;
        }

        if (_positions.TryGetValue(token.Term, out var position))
        {
            return set.With(position);
        }

        set = _related.TryGetValue(token.Term, out position) ? set.WithRelated(position) : set;
        return token.Kind == TokenKind.Word && AkinTo(surface) is >= 0 and var akin ? set.WithRelated(akin) : set;
    }

    /// <summary>The words to look for: of a name in parts (k8s, max_retry_count) the whole as well where it was found, and then not its missing parts.</summary>
    private static IEnumerable<WeightedTerm> Evidence(IReadOnlyList<WeightedTerm> terms)
    {
        var wholes = terms.Where(term => term.Query.Kind == TokenKind.Compound && IsFound(term)).ToArray();
        return terms.Where(term => term.Query.Kind == TokenKind.Compound ? IsFound(term) && !IsDecimal(term.Query.Surface)
            : IsFound(term) || !wholes.Any(whole => whole.Query.Surface.Contains(term.Query.Surface, StringComparison.Ordinal)));

        static bool IsFound(WeightedTerm term) => term.Chunks > 0 || term.HasRelated;

        // Its parts are evidence enough: 4.0 stands in many texts.
        static bool IsDecimal(string surface) => surface.All(c => char.IsAsciiDigit(c) || c == '.') && surface.Count(c => c == '.') == 1;
    }

    private static bool IsName(QueryTerm term, string question) =>
        term.Kind is TokenKind.Number or TokenKind.Compound || (char.IsUpper(term.Surface[0]) && !question.StartsWith(term.Surface, StringComparison.Ordinal));

    private int AkinTo(ReadOnlySpan<char> surface)
    {
        var stem = WordForm.StemOf(surface, Language);
        return Array.FindIndex(_stems, own => WordForm.AreAkin(own, stem));
    }
}

/// <summary>A subset of a question's words: bit i is the word at position i, found directly or through a related one. Words after the 64th count for search
/// only.</summary>
internal readonly record struct TermSet(ulong Exact, ulong Related)
{
    public const int Capacity = 64;

    public int Count => BitOperations.PopCount(Exact | Related);

    public bool Contains(int term) => (Exact >> term & 1) != 0;

    public bool ContainsRelated(int term) => (Related >> term & 1) != 0;

    public TermSet With(int term) => this with { Exact = Exact | 1UL << term };

    public TermSet WithRelated(int term) => this with { Related = Related | 1UL << term };

    public TermSet Or(TermSet other) => new(Exact | other.Exact, Related | other.Related);

    /// <summary>The words that the other set does not contain in any form.</summary>
    public TermSet Without(TermSet other) => new(Exact & ~(other.Exact | other.Related), Related & ~(other.Exact | other.Related));
}
