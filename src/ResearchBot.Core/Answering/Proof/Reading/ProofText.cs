using System.Buffers;
using ResearchBot.Core.Search.Text;
using ResearchBot.Core.Search.Text.Languages;

namespace ResearchBot.Core.Answering.Proof;

/// <summary>A statement, sentence or context, read into words.</summary>
internal sealed class ProofText
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create(",;:()[]—–。，；：、（）!?…");

    private readonly ProofWord[] _words;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="language">As whose words its words are compared: the quotes'.</param>
    /// <param name="numbers">As whose numbers its numbers are read.</param>
    public ProofText(string text, Language language, Language numbers)
    {
        Text = text;
        _words = [.. Read(text, language)];
        Terms = [.. Words.Select(word => word.Term)];
        Dates = DateReader.Read(text, Words);
        Quantities = QuantityReader.Read(text, Words, Dates, numbers);
    }

    public string Text { get; }

    public IReadOnlyList<ProofWord> Words => _words;

    /// <summary>The terms of all its words.</summary>
    public HashSet<ulong> Terms { get; }

    public IReadOnlyList<DateMention> Dates { get; }

    public IReadOnlyList<Quantity> Quantities { get; }

    /// <summary>The words from one to before another.</summary>
    public ArraySegment<ProofWord> Part(int from, int to) => new(_words, from, to - from);

    /// <summary>Whether the word is a number's unit of measure, however it is spelt.</summary>
    public bool IsMeasure(ProofWord word) =>
        NumberNames.UnitOf(word.Stem) is ['u', 'n', 'i', 't', ' ', ..] unit && Quantities.Any(quantity => quantity.Units.Contains(unit));

    /// <summary>Where a term stands among the words, in order.</summary>
    public IEnumerable<int> PlacesOf(ulong term)
    {
        for (var i = 0; i < Words.Count; i++)
        {
            if (Words[i].Term == term)
            {
                yield return i;
            }
        }
    }

    private static List<ProofWord> Read(string text, Language language)
    {
        var words = new List<ProofWord>();
        var reader = new TokenReader(text, language);
        var clause = 0;
        var end = 0;
        while (reader.Next(out var token))
        {
            if (token.Kind == TokenKind.Compound)
            {
                continue;
            }

            if (token.Start > end)
            {
                var gap = text.AsSpan(end, token.Start - end);
                clause += gap.ContainsAny(Breaks) || (gap.Length > 1 && gap.Contains('.') && words.Count > 0 && words[^1].Written.Length > 2) ? 1 : 0;
            }

            end = Math.Max(end, token.Start + token.Length);
            var written = text.Substring(token.Start, token.Length);
            if (token.Length == 1 && token.Start > 0 && CharacterFold.IsApostrophe(text[token.Start - 1]) && written is "s" or "S")
            {
                continue; // the possessive, set apart
            }

            var folded = Fold(written);
            var basic = Spelling.Of(IrregularForms.BaseOf(folded));
            var stem = token.Kind == TokenKind.Word ? WordForm.StemOf(basic, language) : folded;
            var term = token.Kind == TokenKind.Word && basic != folded ? TermHash.Of(stem) : token.Term;
            words.Add(new ProofWord(written, folded, stem, term, token.Start, token.Kind, clause));
        }

        return words;
    }

    private static string Fold(string word)
    {
        Span<char> folded = word.Length <= 64 ? stackalloc char[(64 * CharacterFold.Longest) + 1] : new char[(word.Length * CharacterFold.Longest) + 1];
        var length = 0;
        foreach (var c in word)
        {
            length = CharacterFold.IsApostrophe(c) ? length : CharacterFold.Append(c, folded, length);
        }

        return folded[..length].ToString();
    }
}
