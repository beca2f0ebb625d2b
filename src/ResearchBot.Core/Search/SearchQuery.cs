using ResearchBot.Core.Documents;
using ResearchBot.Core.Search.Lexical;
using ResearchBot.Core.Search.Text;
using ResearchBot.Core.Search.Text.Languages;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Core.Search;

/// <summary>The words of a question that search looks for, each once, in the order in which they first stand.</summary>
public sealed class SearchQuery
{
    private SearchQuery(SearchQuery other) =>
        (Language, Terms, Pairs, Grams, Related) = (other.Language, other.Terms, other.Pairs, other.Grams, other.Related);

    private SearchQuery(string text, Language language, IReadOnlyList<QueryTerm> terms)
    {
        Language = language;
        Terms = terms;
        var spoken = terms.Where(term => term.Kind != TokenKind.Compound).ToArray();
        Pairs = [.. spoken.Zip(spoken.Skip(1), (first, second) => Pair(first.Forms, second.Forms)).Distinct()];
        Grams = ReadGrams(text);
        Related = [.. terms
            .SelectMany(term => RelatedWords.Of(term.Term), (term, related) => term with { Forms = new TermForms(related, 0) })
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

    /// <summary>Its words two by two, as terms of the pair index.</summary>
    public IReadOnlyList<TermForms> Pairs { get; }

    /// <summary>Its four-character runs, as terms of the gram index, each once.</summary>
    public IReadOnlyList<ulong> Grams { get; }

    /// <summary>All terms that a search for it looks up in an index.</summary>
    internal QueryTerms IndexTerms => new(
        [.. Terms.Concat(Related).Select(term => term.Forms)], Pairs, [.. Grams.Select(gram => new TermForms(gram, 0))]);

    /// <summary>Analyses a question.</summary>
    public static SearchQuery Parse(string text)
    {
        var language = LanguageRecogniser.Recognise(text);
        var elsewhere = ReadElsewhere(text, Stemmers.OtherThan(language));
        var terms = new List<QueryTerm>();
        var seen = new HashSet<ulong>();
        var reader = new TokenReader(text, language);
        while (reader.Next(out var token))
        {
            if (token.Kind != TokenKind.Stop && seen.Add(token.Term))
            {
                var other = elsewhere.GetValueOrDefault((token.Start, token.Length));
                var forms = new TermForms(token.Term, other == token.Term ? 0 : other);
                terms.Add(new QueryTerm(forms, text.Substring(token.Start, token.Length), token.Kind));
            }
        }

        return new SearchQuery(text, language, terms);
    }

    /// <summary>The words as texts in the other languages hold them, by where they stand.</summary>
    private static Dictionary<(int Start, int Length), ulong> ReadElsewhere(string text, Language language)
    {
        var terms = new Dictionary<(int, int), ulong>();
        var reader = new TokenReader(text, language);
        while (reader.Next(out var token))
        {
            if (token.Kind != TokenKind.Stop)
            {
                terms[(token.Start, token.Length)] = token.Term;
            }
        }

        return terms;
    }

    private static TermForms Pair(TermForms first, TermForms second)
    {
        // A word without another form is the same elsewhere, or passed over there; such a pair is then just not found.
        var pair = TermHash.Pair(first.Term, second.Term);
        var other = TermHash.Pair(Or(first), Or(second));
        return new TermForms(pair, other == pair ? 0 : other);

        static ulong Or(TermForms forms) => forms.Elsewhere == 0 ? forms.Term : forms.Elsewhere;
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
/// <param name="Forms">Its folded, stemmed forms as hashes.</param>
/// <param name="Surface">As it was written.</param>
/// <param name="Kind">What kind of word it is.</param>
public readonly record struct QueryTerm(TermForms Forms, string Surface, TokenKind Kind)
{
    /// <summary>Its form in texts that are stemmed as the question is.</summary>
    public ulong Term => Forms.Term;
}

/// <summary>What was searched.</summary>
/// <param name="Collections">The collections that held anything.</param>
/// <param name="Documents">How many documents they hold.</param>
/// <param name="Chunks">How many chunks.</param>
public sealed record SearchScope(IReadOnlyList<CollectionId> Collections, int Documents, int Chunks);
