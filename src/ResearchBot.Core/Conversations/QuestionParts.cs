using System.Text.RegularExpressions;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Conversations;

/// <summary>Takes a question apart that asks for several things: "who approves leave, and by when?", "sick leave vs annual leave". By rules, for English.</summary>
public static partial class QuestionParts
{
    private const int Most = 3;
    private const int LongestSide = 60;

    /// <summary>The question with its parts, or as it is if it asks for one thing.</summary>
    public static Question Split(Question question)
    {
        var parts = SidesOf(question.Standalone) is { Count: > 0 } sides ? sides : AskedIn(question.Standalone);
        return parts.Count is < 2 or > Most || parts.Any(part => !HasContent(part.Standalone)) ? question : question with { Parts = parts };
    }

    /// <summary>The two sides of a comparison, each with what else is asked of both.</summary>
    private static List<QuestionPart> SidesOf(string text)
    {
        if (Comparisons().Match(text) is not { Success: true } match)
        {
            return [];
        }

        var (one, other) = (match.Groups["one"].Value.Trim(), match.Groups["other"].Value.Trim());
        var rest = Difference().Replace(match.Groups["rest"].Value, string.Empty).Trim(' ', ',', '?', '.', '-', '–', '—');
        if (one.Length is 0 or > LongestSide || other.Length is 0 or > LongestSide || one.Equals(other, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        // "full-time and part-time contracts": the first takes the noun of the second.
        var words = other.Split(' ');
        var whole = !one.Contains(' ') && words.Length == 2 && !words[0].EndsWith('s') ? $"{one} {words[1]}" : one;
        return [new QuestionPart(one, Ask(whole, rest)), new QuestionPart(other, Ask(other, rest))];
    }

    private static string Ask(string side, string rest) => rest.Length == 0 ? $"what is {side}" : $"{side} {rest}";

    /// <summary>The questions of a text, each made to stand alone as a follow-up to those before it.</summary>
    private static List<QuestionPart> AskedIn(string text)
    {
        var parts = new List<QuestionPart>();
        var state = ConversationState.Empty;
        var all = Joint().Split(text).Select(part => part.Trim(' ', ',', ';')).Where(part => part.Length > 0).ToArray();
        foreach (var written in all is [var first, ..] && first.Contains(' ') ? all : [])
        {
            var asked = state.Resolve(written);
            if (parts.Count > 0 && asked.Standalone.Equals(parts[^1].Standalone, StringComparison.OrdinalIgnoreCase))
            {
                return [];
            }

            parts.Add(new QuestionPart(written.TrimEnd('?', ' ', '.', '!'), asked.Standalone));
            state = state.After(asked, Unanswered(written));
        }

        return parts;
    }

    private static Answer Unanswered(string question) =>
        new(question, AnswerOutcome.NotFound, 0, AnswerMode.Extractive, [], [], [], [], [], new SearchedScope(string.Empty, [], 0, 0), 0);

    private static bool HasContent(string text) => SearchQuery.Parse(text).Terms.Any(term => term.Kind is not (TokenKind.Compound or TokenKind.Stop));

    private const RegexOptions Plainly = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string Side = @"(?:[\p{L}\p{N}.+#/_'’-]+ ){0,4}?[\p{L}\p{N}.+#/_'’-]*[\p{L}\p{N}+#]";

    private const string Rest = @"(?<rest>\W*|(?:\s*[?,.:–—-]|\s+(?:in|for|when|at|on|with|regarding|about|if)\b).{0,80})";

    [GeneratedRegex(
        @"^(?<rest>)\W*(?:(?:what(?:'s|s| is| are)?|wats?|explain|tell me)\s+)?(?:the )?(?:main |exact )?(?:differences?|diff) between (?:the |an? )?(?<one>" + Side + @") (?:and|&|or|vs\.?) (?:the |an? )?(?<other>" + Side + @")" + Rest + @"$"
        + @"|^(?<rest>)\W*compare (?:the |an? )?(?<one>" + Side + @") (?:and|&|with|to|vs\.?) (?:the |an? )?(?<other>" + Side + @")" + Rest + @"$"
        + @"|^(?<rest>)\W*how (?:does|do|is|are) (?:the |an? )?(?<one>" + Side + @") (?:differ|different) from (?:the |an? )?(?<other>" + Side + @")" + Rest + @"$"
        + @"|^(?<rest>)\W*(?:the |an? )?(?<one>" + Side + @") (?:vs\.?|versus) (?:the |an? )?(?<other>" + Side + @")" + Rest + @"$"
        + @"|^(?<rest>)\W*(?<one>" + Side + @") or (?<other>" + Side + @")(?<rest>\s?[,–—-]+ ?(?:what|which|whats).{0,80})$", Plainly)]
    private static partial Regex Comparisons();

    [GeneratedRegex(@"\b(so )?(what(['’]?s| is| are)?|wats?|whats) (the )?(main )?(differences?|diff)\b|\b(which|what) (one|of them|of these|to (use|choose|pick))\b|\b(whats|what's|which) better\b|\s*\beach( one)?\b|\s*\bn\b(?= )", Plainly)]
    private static partial Regex Difference();

    /// <summary>Between two questions: after a question mark, or at "and" before a further question word.</summary>
    [GeneratedRegex(@"(?<=\?)\s+(?:and |also |or )?(?=\p{L}+ \p{L})|\s+(?:and|&|n|as well as|plus)\s+(?=(?:(?:by |since |until |for )?(?:who|whom|when|where|why|what|which|how (?:much|many|long|often|do|does|can|to|is|are|should))\b(?!\s+(?:not\b|if\b))))", Plainly)]
    private static partial Regex Joint();
}
