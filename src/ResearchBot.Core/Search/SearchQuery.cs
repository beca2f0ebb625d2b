using ResearchBot.Core.Search.Lexical;
using ResearchBot.Core.Search.Vectors;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Search;

/// <summary>The words of a question that are searched for, without duplicates, in order of first occurrence.</summary>
public sealed class SearchQuery
{
    private SearchQuery(SearchQuery other) =>
        (Text, Language, Terms, Grams, Related, Corrected) = (other.Text, other.Language, other.Terms, other.Grams, other.Related, other.Corrected);

    private SearchQuery(string text, Language language, IReadOnlyList<QueryTerm> terms)
    {
        Text = text;
        Language = language;
        Terms = terms;
        Grams = ReadGrams(text);
        Related = [.. terms
            .SelectMany(term => RelatedWords.Of(term.Term), (term, related) => term with { Term = related })
            .ExceptBy(terms.Select(term => term.Term), related => related.Term)
            .DistinctBy(related => related.Term)];
    }

    /// <summary>The question as it is searched for.</summary>
    public string Text { get; }

    /// <summary>The words of the question that were corrected.</summary>
    public IReadOnlyList<CorrectedWord> Corrected { get; private init; } = [];

    public Language Language { get; }

    /// <summary>The question's vector; null if it is searched by words alone.</summary>
    public QueryVector? Vector { get; private init; }

    /// <summary>The same question with a vector.</summary>
    public SearchQuery With(QueryVector? vector) => new(this) { Vector = vector };

    /// <summary>Its words without stop words.</summary>
    public IReadOnlyList<QueryTerm> Terms { get; }

    public IReadOnlyList<QueryTerm> Related { get; }

    /// <summary>Its four-character runs as terms of the gram index, without duplicates.</summary>
    public IReadOnlyList<ulong> Grams { get; }

    /// <summary>All terms that a search looks up in an index of texts in some languages.</summary>
    internal QueryTerms IndexTermsIn(TextLanguages languages)
    {
        var (words, pairs) = FormsIn(languages);
        return new QueryTerms([.. words, .. Related.Select(term => new TermForms(term.Term))], pairs, [.. Grams.Select(gram => new TermForms(gram))]);
    }

    public static SearchQuery Parse(string text) => Parse(text, LanguageRecogniser.Recognise(text));

    /// <summary>The same in a known language.</summary>
    /// <param name="corrected">The words that were corrected in it.</param>
    internal static SearchQuery Parse(string text, Language language, params IReadOnlyList<CorrectedWord> corrected)
    {
        IReadOnlyList<QueryTerm> terms = [.. Read(text, language).DistinctBy(token => token.Term)
            .Select(token => new QueryTerm(token.Term, text.Substring(token.Start, token.Length), token.Kind))];
        return new SearchQuery(text, language, terms) { Corrected = corrected };
    }

    /// <summary>Its words and word pairs as they appear in texts of some languages, in the order of <see cref="Terms"/>.</summary>
    internal (IReadOnlyList<TermForms> Words, IReadOnlyList<TermForms> Pairs) FormsIn(TextLanguages languages)
    {
        var own = ReadAs(Language);
        var others = languages.Groups.Where(group => group != Stemmers.GroupOf(Language)).Select(ReadAs).ToArray();
        return ([.. own.Keys.DistinctBy(place => own[place].Term).Select(WordAt)], [.. PairsIn(own, others)]);

        TermForms WordAt((int, int, TokenKind) place) => Forms(own[place].Term, others.Select(other => other.TryGetValue(place, out var token) ? token.Term : 0));
    }

    private static IEnumerable<TermForms> PairsIn(OrderedDictionary<(int, int, TokenKind), Token> own, OrderedDictionary<(int, int, TokenKind), Token>[] others)
    {
        var spoken = own.Where(one => one.Value.Kind != TokenKind.Compound).DistinctBy(one => one.Value.Term).Select(one => one.Key).ToArray();
        return spoken.Zip(spoken.Skip(1), PairAt).DistinctBy(pair => pair.Term);

        // A stop word of a language is in no pair of its texts.
        TermForms PairAt((int, int, TokenKind) first, (int, int, TokenKind) second) => Forms(
            TermHash.Pair(own[first].Term, own[second].Term),
            others.Select(other => other.TryGetValue(first, out var one) && other.TryGetValue(second, out var next) ? TermHash.Pair(one.Term, next.Term) : 0));
    }

    private static TermForms Forms(ulong term, IEnumerable<ulong> others) =>
        others.Where(other => other != 0 && other != term).Distinct().ToArray() is { Length: > 0 } elsewhere ? new TermForms(term, elsewhere) : new TermForms(term);

    private OrderedDictionary<(int Start, int Length, TokenKind Kind), Token> ReadAs(Language language)
    {
        var tokens = new OrderedDictionary<(int, int, TokenKind), Token>();
        foreach (var token in Read(Text, language))
        {
            tokens[(token.Start, token.Length, token.Kind)] = token;
        }

        return tokens;
    }

    /// <summary>The tokens that say something: no stop words, and no words of chats if there are others.</summary>
    private static List<Token> Read(string text, Language language)
    {
        var tokens = new List<Token>();
        var reader = new TokenReader(text, language);
        while (reader.Next(out var token))
        {
            if (token.Kind != TokenKind.Stop)
            {
                tokens.Add(token);
            }
        }

        var said = tokens.FindAll(token => !ChatWords.IsAt(text, token));
        return said.Count > 0 ? said : tokens;
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
/// <param name="Term">Hash of the folded and stemmed word, as in texts that are stemmed like the question.</param>
public readonly record struct QueryTerm(ulong Term, string Surface, TokenKind Kind);

/// <summary>What was searched; only collections with documents are listed.</summary>
public sealed record SearchScope(IReadOnlyList<CollectionId> Collections, int Documents, int Chunks);
