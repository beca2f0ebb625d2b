using System.Buffers;
using System.Collections.Frozen;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Grounding;

/// <summary>A statement, sentence or context, read into words.</summary>
internal sealed class GroundingText
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create(",;:()[]—–。，；：、（）!?…");

    private readonly GroundingWord[] _words;

    /// <summary>Reads a text; <paramref name="language"/> is that of the quotes, for comparing words.</summary>
    public GroundingText(string text, Language language, Language numbers)
    {
        Text = text;
        _words = [.. Read(text, language)];
        Terms = [.. Words.Select(word => word.Term)];
        Dates = DateReader.Read(text, Words);
        Quantities = QuantityReader.Read(text, Words, Dates, numbers);
    }

    public string Text { get; }

    public IReadOnlyList<GroundingWord> Words => _words;

    public HashSet<ulong> Terms { get; }
    public IReadOnlyList<DateMention> Dates { get; }
    public IReadOnlyList<Quantity> Quantities { get; }

    public ArraySegment<GroundingWord> Part(int from, int to) => new(_words, from, to - from);

    /// <summary>Whether the word is a number's unit of measure, in any spelling.</summary>
    public bool IsMeasure(GroundingWord word) =>
        NumberNames.UnitOf(word.Stem) is ['u', 'n', 'i', 't', ' ', ..] unit && Quantities.Any(quantity => quantity.Units.Contains(unit));

    /// <summary>The positions of a term among the words, in order.</summary>
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

    private static List<GroundingWord> Read(string text, Language language)
    {
        var words = new List<GroundingWord>();
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
            words.Add(new GroundingWord(written, folded, stem, term, token.Start, token.Kind, clause));
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

/// <summary>A word of a statement or quote, as written and folded (without case and accents).</summary>
/// <param name="Term">The hash it is compared by, shared by all forms of the word.</param>
/// <param name="Clause">The number of its clause, counted by commas and the like.</param>
internal sealed record GroundingWord(string Written, string Folded, string Stem, ulong Term, int Start, TokenKind Kind, int Clause)
{
    public int End => Start + Written.Length;
    public bool IsContent => Kind is TokenKind.Word or TokenKind.Pair;
    public bool IsCapitalised => char.IsUpper(Written[0]);
}

/// <summary>Words that turn or bound a sentence, from <c>proof-words.txt</c>, in folded form.</summary>
internal static class GroundingWords
{
    private static readonly Dictionary<string, List<string[]>> Lists = Read();

    public static readonly FrozenSet<string> Denial = Set("Denial");
    public static readonly FrozenSet<string> DenialNot = Set("DenialNot");
    public static readonly FrozenSet<string> Hedge = Set("Hedge");
    public static readonly FrozenSet<string> HedgeBefore = Set("HedgeBefore");
    public static readonly FrozenSet<string> Numbered = Set("Numbered");
    public static readonly FrozenSet<string> Plain = Set("Plain");
    public static readonly FrozenSet<string> Verb = Set("Verb");
    public static readonly FrozenSet<string> Reference = Set("Reference");
    public static readonly FrozenSet<string> Pronoun = Reference.Except(["the", "der", "die", "das"]).ToFrozenSet(StringComparer.Ordinal);
    public static readonly FrozenSet<string> By = Set("By");
    public static readonly FrozenSet<string> If = Set("If");
    public static readonly FrozenSet<string> Condition = Set("Condition");
    public static readonly FrozenSet<string> Preposition = Set("Preposition");

    /// <summary>For a word that excludes others, all words that support it.</summary>
    public static readonly FrozenDictionary<string, string[]> Closed =
        Lists["Closed"].SelectMany(line => line.TakeWhile(word => word != "|").Select(word => (word, line)))
            .ToFrozenDictionary(pair => pair.word, pair => pair.line);

    private static readonly ILookup<string, (string[] Own, string[] Other)> Opposed =
        Lists["Opposed"].SelectMany(Sides).ToLookup(side => side.Word, side => (side.Own, side.Other));

    /// <summary>The words on a word's side, and their opposites.</summary>
    public static IEnumerable<(string[] Own, string[] Other)> OpposedBy(string folded) => Opposed[folded];

    /// <summary>Whether both are hedges, or on the same side of an opposition.</summary>
    public static bool AreAlike(string one, string other) =>
        ((Hedge.Contains(one) || HedgeBefore.Contains(one)) && (Hedge.Contains(other) || HedgeBefore.Contains(other)))
        || Opposed[one].Any(sides => Array.IndexOf(sides.Own, other) >= 0);

    private static IEnumerable<(string Word, string[] Own, string[] Other)> Sides(string[] line)
    {
        string[] left = [.. line.TakeWhile(word => word != "|")];
        var right = line[(left.Length + 1)..];
        return left.Select(word => (word, left, right)).Concat(right.Select(word => (word, right, left)));
    }

    private static FrozenSet<string> Set(string name) => Lists[name].SelectMany(line => line).ToFrozenSet(StringComparer.Ordinal);

    private static Dictionary<string, List<string[]>> Read()
    {
        using var stream = typeof(GroundingWords).Assembly.GetManifestResourceStream("ResearchBot.Core.Answering.Grounding.grounding-words.txt")!;
        using var reader = new StreamReader(stream);
        var lists = new Dictionary<string, List<string[]>>();
        List<string[]>? own = null;
        while (reader.ReadLine() is { } line)
        {
            var words = line.StartsWith('#') ? [] : line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is [var name] && char.IsUpper(name[0]))
            {
                lists[name] = own = [];
            }
            else if (words.Length > 0)
            {
                own!.Add(words);
            }
        }

        return lists;
    }
}

/// <summary>Unifies British and American spellings: "organised" and "organized", "licence" and "license".</summary>
internal static class Spelling
{
    private const int Shortest = 6;

    /// <summary>The American spelling, or the word itself. Wrong results for other words are harmless, since they are the same everywhere.</summary>
    public static string Of(string folded) =>
        folded.Length < Shortest || folded[0] > 'z' ? folded
            : Replaced(folded, "isation", "ization") ?? Replaced(folded, "ise", "ize") ?? Replaced(folded, "ised", "ized")
            ?? Replaced(folded, "ises", "izes") ?? Replaced(folded, "ising", "izing") ?? Replaced(folded, "ence", "ense")
            ?? Replaced(folded, "our", "or") ?? Replaced(folded, "ours", "ors") ?? Replaced(folded, "oured", "ored") ?? Replaced(folded, "tre", "ter")
            ?? folded;

    private static string? Replaced(string word, string end, string with) =>
        word.EndsWith(end, StringComparison.Ordinal) ? string.Concat(word.AsSpan(0, word.Length - end.Length), with) : null;
}

/// <summary>Forms of English words that no stemmer unifies, from <c>irregular-forms.txt</c>.</summary>
internal static class IrregularForms
{
    private static readonly FrozenDictionary<string, string> Bases = Read();

    public static string BaseOf(string folded) => Bases.GetValueOrDefault(folded, folded);

    private static FrozenDictionary<string, string> Read()
    {
        using var stream = typeof(IrregularForms).Assembly.GetManifestResourceStream("ResearchBot.Core.Answering.Grounding.irregular-forms.txt")!;
        using var reader = new StreamReader(stream);
        var bases = new Dictionary<string, string>();
        while (reader.ReadLine() is { } line)
        {
            var forms = line.Split(' ');
            foreach (var form in forms.Skip(1))
            {
                bases.TryAdd(form, forms[0]);
            }
        }

        return bases.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
