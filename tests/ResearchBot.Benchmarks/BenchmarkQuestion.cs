using ResearchBot.Core.Text;

namespace ResearchBot.Benchmarks;

/// <summary>A real question, cut after its eighth word that says something.</summary>
/// <param name="Text">As it was asked, stop words and all.</param>
/// <param name="Words">The three to eight words that say something, as they were written.</param>
/// <param name="Terms">The same as terms, each once.</param>
internal sealed record BenchmarkQuestion(string Text, IReadOnlyList<string> Words, IReadOnlyList<ulong> Terms)
{
    private const int FewestWords = 3;
    private const int MostWords = 8;

    /// <summary>Null when too few words are left.</summary>
    public static BenchmarkQuestion? Cut(string text)
    {
        var terms = new Dictionary<ulong, string>();
        var end = 0;
        var reader = new TokenReader(text, Language.English);
        while (terms.Count < MostWords && reader.Next(out var token))
        {
            end = token.Start + token.Length;
            if (token.Kind is TokenKind.Word or TokenKind.Number)
            {
                terms.TryAdd(token.Term, text.Substring(token.Start, token.Length));
            }
        }

        return terms.Count < FewestWords ? null : new BenchmarkQuestion(text[..end], [.. terms.Values], [.. terms.Keys]);
    }
}
