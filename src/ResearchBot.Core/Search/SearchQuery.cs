using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Search;

/// <summary>The words of a question that search looks for, each once, in the order in which they first stand.</summary>
public sealed class SearchQuery
{
    private SearchQuery(string text, IReadOnlyList<QueryTerm> terms)
    {
        Text = text;
        Terms = terms;
        Related = [.. terms
            .SelectMany(term => RelatedWords.Of(term.Term), (term, related) => term with { Term = related })
            .ExceptBy(terms.Select(term => term.Term), related => related.Term)
            .DistinctBy(related => related.Term)];
    }

    /// <summary>The question as it was asked.</summary>
    public string Text { get; }

    /// <summary>Its words, without those that say nothing by themselves.</summary>
    public IReadOnlyList<QueryTerm> Terms { get; }

    /// <summary>Words that are used for one of them, under its surface.</summary>
    public IReadOnlyList<QueryTerm> Related { get; }

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
}
