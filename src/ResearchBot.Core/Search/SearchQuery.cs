using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Search;

/// <summary>The words of a question that search looks for, each once, in the order in which they first stand.</summary>
public sealed class SearchQuery
{
    private SearchQuery(string text, IReadOnlyList<QueryTerm> terms)
    {
        Text = text;
        Terms = terms;
    }

    /// <summary>The question as it was asked.</summary>
    public string Text { get; }

    /// <summary>Its words, without those that say nothing by themselves.</summary>
    public IReadOnlyList<QueryTerm> Terms { get; }

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
