using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Lexical;
using ResearchBot.Core.Search.Vectors;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Search;

/// <summary>The words of a question that search looks for, each once, in the order in which they first stand.</summary>
public sealed class SearchQuery
{
    private readonly string _text;

    private SearchQuery(SearchQuery other) =>
        (_text, Language, Terms, Grams, Related) = (other._text, other.Language, other.Terms, other.Grams, other.Related);

    private SearchQuery(string text, Language language, IReadOnlyList<QueryTerm> terms)
    {
        _text = text;
        Language = language;
        Terms = terms;
        Grams = ReadGrams(text);
        Related = [.. terms
            .SelectMany(term => RelatedWords.Of(term.Term), (term, related) => term with { Term = related })
            .ExceptBy(terms.Select(term => term.Term), related => related.Term)
            .DistinctBy(related => related.Term)];
    }

    /// <summary>The language in which it is asked.</summary>
    public Language Language { get; }

    /// <summary>The question as a vector; null where it is searched by its words alone.</summary>
    public QueryVector? Vector { get; private init; }

    /// <summary>The same question, searched by meaning too.</summary>
    public SearchQuery With(QueryVector? vector) => new(this) { Vector = vector };

    /// <summary>Its words, without those that say nothing by themselves.</summary>
    public IReadOnlyList<QueryTerm> Terms { get; }

    /// <summary>Words that are used for one of them, under its surface.</summary>
    public IReadOnlyList<QueryTerm> Related { get; }

    /// <summary>Its four-character runs, as terms of the gram index, each once.</summary>
    public IReadOnlyList<ulong> Grams { get; }

    /// <summary>All terms that a search for it looks up in an index of texts in some languages.</summary>
    internal QueryTerms IndexTermsIn(TextLanguages languages)
    {
        var (words, pairs) = FormsIn(languages);
        return new QueryTerms([.. words, .. Related.Select(term => new TermForms(term.Term))], pairs, [.. Grams.Select(gram => new TermForms(gram))]);
    }

    /// <summary>Analyses a question.</summary>
    public static SearchQuery Parse(string text)
    {
        var language = LanguageRecogniser.Recognise(text);
        var terms = new List<QueryTerm>();
        var seen = new HashSet<ulong>();
        var reader = new TokenReader(text, language);
        while (reader.Next(out var token))
        {
            if (token.Kind != TokenKind.Stop && seen.Add(token.Term))
            {
                terms.Add(new QueryTerm(token.Term, text.Substring(token.Start, token.Length), token.Kind));
            }
        }

        return new SearchQuery(text, language, terms);
    }

    /// <summary>Its words, and its words two by two, as texts of some languages hold them; in the order of <see cref="Terms"/>.</summary>
    internal (IReadOnlyList<TermForms> Words, IReadOnlyList<TermForms> Pairs) FormsIn(TextLanguages languages)
    {
        var own = ReadAs(Language);
        var others = languages.Groups.Where(group => group != Stemmers.GroupOf(Language)).Select(ReadAs).ToArray();
        return ([.. own.Keys.DistinctBy(place => own[place].Term).Select(WordAt)], [.. PairsIn(own, others)]);

        TermForms WordAt((int, int) place) => Forms(own[place].Term, others.Select(other => other.TryGetValue(place, out var token) ? token.Term : 0));
    }

    private static IEnumerable<TermForms> PairsIn(
        OrderedDictionary<(int, int), Token> own, OrderedDictionary<(int, int), Token>[] others)
    {
        var spoken = own.Where(one => one.Value.Kind != TokenKind.Compound).DistinctBy(one => one.Value.Term).Select(one => one.Key).ToArray();
        return spoken.Zip(spoken.Skip(1), PairAt).DistinctBy(pair => pair.Term);

        // A word that is passed over in a language is in no pair of its texts.
        TermForms PairAt((int, int) first, (int, int) second) => Forms(
            TermHash.Pair(own[first].Term, own[second].Term),
            others.Select(other => other.TryGetValue(first, out var one) && other.TryGetValue(second, out var next) ? TermHash.Pair(one.Term, next.Term) : 0));
    }

    private static TermForms Forms(ulong term, IEnumerable<ulong> others) =>
        others.Where(other => other != 0 && other != term).Distinct().ToArray() is { Length: > 0 } elsewhere ? new TermForms(term, elsewhere) : new TermForms(term);

    /// <summary>The words as texts in a language hold them, by where they stand.</summary>
    private OrderedDictionary<(int Start, int Length), Token> ReadAs(Language language)
    {
        var tokens = new OrderedDictionary<(int, int), Token>();
        var reader = new TokenReader(_text, language);
        while (reader.Next(out var token))
        {
            if (token.Kind != TokenKind.Stop)
            {
                tokens[(token.Start, token.Length)] = token;
            }
        }

        return tokens;
    }

    private static List<ulong> ReadGrams(string text)
    {
        var grams = new HashSet<ulong>();
        var reader = new GramReader(text);
        while (reader.Next(out var gram))
        {
            grams.Add(gram);
        }

        return [.. grams];
    }
}

/// <summary>A word of a question.</summary>
/// <param name="Term">Its folded, stemmed form as a hash, in texts that are stemmed as the question is.</param>
/// <param name="Surface">As it was written.</param>
/// <param name="Kind">What kind of word it is.</param>
public readonly record struct QueryTerm(ulong Term, string Surface, TokenKind Kind);

/// <summary>What was searched.</summary>
/// <param name="Collections">The collections that held anything.</param>
/// <param name="Documents">How many documents they hold.</param>
/// <param name="Chunks">How many chunks.</param>
public sealed record SearchScope(IReadOnlyList<CollectionId> Collections, int Documents, int Chunks);
