using System.Collections.Frozen;

namespace ResearchBot.Core.Text;

/// <summary>Groups of related words from <c>related-words.txt</c>.</summary>
internal static class RelatedWords
{
    private static readonly FrozenDictionary<ulong, ulong[]> Related = Read();

    /// <summary>The related terms; empty for most.</summary>
    public static IReadOnlyList<ulong> Of(ulong term) => Related.TryGetValue(term, out var related) ? related : [];

    private static FrozenDictionary<ulong, ulong[]> Read()
    {
        using var stream = typeof(RelatedWords).Assembly.GetManifestResourceStream("ResearchBot.Core.Text.related-words.txt")!;
        using var reader = new StreamReader(stream);
        var related = new Dictionary<ulong, HashSet<ulong>>();
        while (reader.ReadLine() is { } line)
        {
            var group = line.StartsWith('#') ? [] : TermsOf(line);
            foreach (var term in group)
            {
                if (!related.TryGetValue(term, out var others))
                {
                    related[term] = others = [];
                }

                others.UnionWith(group);
                others.Remove(term);
            }
        }

        return related.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToArray());
    }

    private static List<ulong> TermsOf(string line)
    {
        var terms = new List<ulong>();
        foreach (var word in line.Split(' '))
        {
            var whole = word.Any(char.IsDigit) ? TokenKind.Compound : TokenKind.Word; // k8s is no k
            var reader = new TokenReader(word, Language.English);
            while (reader.Next(out var token))
            {
                if (token.Kind == whole && !terms.Contains(token.Term))
                {
                    terms.Add(token.Term);
                }
            }
        }

        return terms;
    }
}
