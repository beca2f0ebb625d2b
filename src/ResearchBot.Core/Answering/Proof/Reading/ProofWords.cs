using System.Collections.Frozen;

namespace ResearchBot.Core.Answering.Proof;

/// <summary>The words that turn or bound what a sentence says, from <c>proof-words.txt</c>, in folded form.</summary>
internal static class ProofWords
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


    /// <summary>For a word that shuts others out, all that bear it out.</summary>
    public static readonly FrozenDictionary<string, string[]> Closed =
        Lists["Closed"].SelectMany(line => line.TakeWhile(word => word != "|").Select(word => (word, line)))
            .ToFrozenDictionary(pair => pair.word, pair => pair.line);

    private static readonly ILookup<string, (string[] Own, string[] Other)> Opposed =
        Lists["Opposed"].SelectMany(Sides).ToLookup(side => side.Word, side => (side.Own, side.Other));

    /// <summary>The words on a word's side and those that say the opposite.</summary>
    public static IEnumerable<(string[] Own, string[] Other)> OpposedBy(string folded) => Opposed[folded];

    /// <summary>Whether both are hedges, or stand on the same side of an opposition.</summary>
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
        using var stream = typeof(ProofWords).Assembly.GetManifestResourceStream("ResearchBot.Core.Answering.Proof.proof-words.txt")!;
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
