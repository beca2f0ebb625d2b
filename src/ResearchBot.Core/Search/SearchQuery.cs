using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Search;

/// <summary>The words of a question that search looks for, each once, in the order in which they first stand.</summary>
public sealed class SearchQuery
{
    private SearchQuery(string text, IReadOnlyList<QueryTerm> terms)
    {
        Terms = terms;
        var spoken = terms.Where(term => term.Kind != TokenKind.Compound).ToArray();
        Pairs = [.. spoken.Zip(spoken.Skip(1), (first, second) => TermHash.Pair(first.Term, second.Term)).Distinct()];
        Grams = ReadGrams(text);
        Related = [.. terms
            .SelectMany(term => RelatedWords.Of(term.Term), (term, related) => term with { Term = related })
            .ExceptBy(terms.Select(term => term.Term), related => related.Term)
            .DistinctBy(related => related.Term)];
    }

    /// <summary>Its words, without those that say nothing by themselves.</summary>
    public IReadOnlyList<QueryTerm> Terms { get; }

    /// <summary>Words that are used for one of them, under its surface.</summary>
    public IReadOnlyList<QueryTerm> Related { get; }

    /// <summary>Its words two by two, as terms of the pair index.</summary>
    public IReadOnlyList<ulong> Pairs { get; }

    /// <summary>Its four-character runs, as terms of the gram index, each once.</summary>
    public IReadOnlyList<ulong> Grams { get; }

    /// <summary>Analyses a question.</summary>
    public static SearchQuery Parse(string text)
    {
        var terms = new List<QueryTerm>();
        var seen = new HashSet<ulong>();
        var reader = new TokenReader(text);
        while (reader.Next(out var token))
        {
            if (token.Kind != TokenKind.Stop && seen.Add(token.Term))
            {
                terms.Add(new QueryTerm(token.Term, text.Substring(token.Start, token.Length), token.Kind));
            }
        }

        return new SearchQuery(text, terms);
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
