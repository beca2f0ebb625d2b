using System.Text.RegularExpressions;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Conversations;

/// <summary>Rewrites a follow-up question to stand alone, by rules: "and in 2022?" becomes the previous question with another year; "when did he die?"
/// takes its names.</summary>
public static partial class FollowUpQuestion
{
    private const int ShortQuestion = 2;

    /// <summary>Whether a question may depend on the one before it.</summary>
    public static bool Leans(string text) =>
        Continuation().IsMatch(text) || Pronoun().IsMatch(text)
        || SearchQuery.Parse(text).Terms.Count(term => term.Kind != TokenKind.Compound) <= ShortQuestion;

    /// <summary>The question, standing alone; unchanged if it already does.</summary>
    /// <param name="previous">The previous question, standing alone, or null.</param>
    public static string Resolve(string text, string? previous)
    {
        if (previous is null)
        {
            return text;
        }

        var continuation = Continuation().Match(text);
        var terms = SearchQuery.Parse(text).Terms.Where(term => term.Kind != TokenKind.Compound).ToArray();
        if (continuation.Success && terms.Length <= ShortQuestion + 1)
        {
            return Exchange(text[continuation.Length..].Trim(' ', '?', '.', '!'), previous);
        }

        if (terms.Length == 0)
        {
            return Exchange(text.Trim(' ', '?', '.', '!'), previous);
        }

        return Pronoun().IsMatch(text) && NamesIn(previous) is { Count: > 0 } names
            ? $"{text.TrimEnd(' ', '?')} ({string.Join(", ", names)})?"
            : text;
    }

    /// <summary>The previous question with its counterpart replaced by the new part, or the part appended.</summary>
    private static string Exchange(string part, string previous)
    {
        var year = Year().Match(part);
        if (year.Success && Year().IsMatch(previous))
        {
            return Year().Replace(previous, year.Value, 1);
        }

        if (NamesIn(previous) is [.., var last] && NamesIn("about " + part) is [var only] && only == part)
        {
            return previous.Replace(last, part, StringComparison.Ordinal);
        }

        return part.Length == 0 ? previous : $"{previous.TrimEnd(' ', '?')} {part}?";
    }

    /// <summary>Runs of capitalised words, without the question word that begins the sentence.</summary>
    private static List<string> NamesIn(string text) =>
        [.. Name().Matches(text)
            .Select(match => match.Index == 0 ? WithoutFirstWord(match.Value) : match.Value)
            .Where(name => SearchQuery.Parse(name).Terms.Count > 0)
            .Distinct()];

    private static string WithoutFirstWord(string name) =>
        name.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? name[(space + 1)..].TrimStart() : string.Empty;

    [GeneratedRegex(@"^\W*(and|or|but|what about|how about|what of|also|then|so)\b\s*(what about|how about|what of|then)?", RegexOptions.IgnoreCase)]
    private static partial Regex Continuation();

    /// <summary>"There" only as a place: "how many flights were there?" depends on nothing.</summary>
    [GeneratedRegex(@"\b(he|she|it|they|him|her|them|his|hers|its|their|this|that|these|those|(?<!\b(is|are|was|were|be|been) )there(?! (is|are|was|were)\b))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Pronoun();

    [GeneratedRegex(@"\b(1\d{3}|20\d{2})\b")]
    private static partial Regex Year();

    [GeneratedRegex(@"\p{Lu}[\p{L}\p{M}\p{N}’'-]*(\s+\p{Lu}[\p{L}\p{M}\p{N}’'-]*)*")]
    private static partial Regex Name();
}
