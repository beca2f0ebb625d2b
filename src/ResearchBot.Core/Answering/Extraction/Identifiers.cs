using System.Text;
using System.Text.RegularExpressions;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>What names one thing and no other in a question: codes, versions, years, numbered names, C++, acronyms. An answer about another one is wrong.</summary>
internal sealed partial class Identifiers
{
    private readonly Pattern[] _codes;
    private readonly Pattern[] _names;

    private Identifiers(Pattern[] codes, Pattern[] names) => (_codes, _names) = (codes, names);

    public static Identifiers In(string question)
    {
        var acronyms = Acronym().Matches(question).ToLookup(match => IsStopWord(match.Value));
        return new Identifiers(
            ToPatterns(Code().Matches(question).Concat(Numbered().Matches(question)).Concat(Year().Matches(question)).Concat(Symbol().Matches(question)).Concat(acronyms[true])),
            ToPatterns(acronyms[false].Concat(Joined().Matches(question))));
    }

    /// <summary>The share of all of them that stand in a candidate or in what it stands under; 1 if there are none.</summary>
    public double ShareIn(Candidate candidate) => Share([.. _codes, .. _names], candidate);

    /// <summary>The same of those that are told from their likes by a figure or a sign.</summary>
    public double ShareOfCodesIn(Candidate candidate) => Share(_codes, candidate);

    private static double Share(Pattern[] patterns, Candidate candidate) =>
        patterns.Length == 0 ? 1 : patterns.Count(one => StandsIn(one, candidate)) / (double)patterns.Length;

    private static bool StandsIn(Pattern pattern, Candidate candidate)
    {
        var (version, blocks, identifier) = (candidate.Version, candidate.Version.Structure.Blocks, pattern.Itself);
        if (identifier.IsMatch(candidate.Text) || identifier.IsMatch(version.Document.Title) || identifier.IsMatch(version.Document.Key)
            || identifier.IsMatch(version.Structure.At(candidate.Range.Start).Section ?? string.Empty))
        {
            return true;
        }

        if (candidate.Unit.Block is not { } own)
        {
            return false;
        }

        // What a paragraph is about stands at its beginning, until it speaks of another one.
        if (blocks[own].Start < candidate.Range.Start && pattern.Like is { } like && !like.IsMatch(candidate.Text)
            && identifier.IsMatch(version.Text.AsSpan(blocks[own].Start, candidate.Range.Start - blocks[own].Start)))
        {
            return true;
        }

        for (var at = blocks[own].Under; at is { } under && under < blocks.Count; at = blocks[under].Under)
        {
            if (identifier.IsMatch(version.Structure.TextOf(blocks[under])))
            {
                return true;
            }
        }

        return false;
    }

    private static Pattern[] ToPatterns(IEnumerable<Match> matches) =>
        [.. matches.Select(match => match.Value.Trim('.', ':', '-')).Where(text => text.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Select(ToPattern)];

    /// <summary>Matches it with or without a space or hyphen between letters and digits (pep8, PEP 8), and with no part of another one beside it.</summary>
    private static Pattern ToPattern(string identifier)
    {
        var pattern = new StringBuilder();
        for (var i = 0; i < identifier.Length; i++)
        {
            pattern.Append(i > 0 && char.IsLetterOrDigit(identifier[i - 1]) && char.IsLetterOrDigit(identifier[i]) && char.IsDigit(identifier[i - 1]) != char.IsDigit(identifier[i]) ? "[ -]?" : "")
                .Append(identifier[i] == ' ' ? "[ -]?#?" : Regex.Escape(identifier[i].ToString()));
        }

        // IT and it are two words, and so are C and C++.
        var isExact = identifier.Length == 1 || IsStopWord(identifier);
        var options = RegexOptions.CultureInvariant | (isExact ? RegexOptions.None : RegexOptions.IgnoreCase);
        var like = Digits().Replace(pattern.ToString(), @"\d+");
        return new Pattern(Alone(pattern.ToString(), options), like == pattern.ToString() ? null : Alone(like, options));
    }

    private static Regex Alone(string pattern, RegexOptions options) => new($@"(?<![\p{{L}}\p{{N}}])(?<!\d[.,-]){pattern}(?![\p{{L}}\p{{N}}+#])(?![.,-]\d)", options);

    /// <param name="Like">Others of its kind, itself included: the same with other figures; null if it has none.</param>
    private sealed record Pattern(Regex Itself, Regex? Like);

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    private static bool IsStopWord(string word) => StopWords.Contains(word.ToLowerInvariant(), Language.English);

    /// <summary>Letters and digits in one word, or parts of them joined; versions.</summary>
    [GeneratedRegex(@"(?<![\w.-])(?=[\w.-]*\d)(?=[\w.-]*[A-Za-z.-])(?!\d+(st|nd|rd|th|h|m|s|d|k|hrs?|yrs?|am|pm|days?|ms|gb|mb|kb|tb|min|mins|sec|secs|x|%)\b)(?!\d+[.,]\d+\b(?!\.))[\w]+([.-]\w+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(1[5-9]|20)\d\d\b(?![-./,:]\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    /// <summary>A name with a small number and nothing counted after it: floor 3, tier 2, PEP 8.</summary>
    [GeneratedRegex(@"\b(?!(in|on|at|by|to|of|for|the|and|or|is|are|was|per|top|first|last|next|than|over|under|about|within|after|before|from|up|only|all|with|every|have|has|least|most|more|less|until|till|january|february|march|april|may|june|july|august|september|october|november|december)\b)[A-Za-z]{3,} #?\d{1,3}\b(?![.,:]?\d|%| ?([kmgt]?b|kg|km|[cm]m|ms|[gmshx])\b| [a-z]+s\b(?<!\b(is|has|was|does)\b))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    /// <summary>A letter with signs, or a capital letter alone after a word: C++, A+, grade A.</summary>
    [GeneratedRegex(@"(?<![\w.])[A-Za-z](\+\+|\+|#)(?![\w+#])|(?<=[a-z] )[A-HJ-Z](?![\w+#'’.&-])", RegexOptions.CultureInvariant)]
    private static partial Regex Symbol();

    /// <summary>A word in capitals amid others that are not.</summary>
    [GeneratedRegex(@"(?<![A-Z]{2,}[ -])\b[A-Z]{2,}\b(?![ -][A-Z]{2,})", RegexOptions.CultureInvariant)]
    private static partial Regex Acronym();

    /// <summary>Names in camel case or with underscores.</summary>
    [GeneratedRegex(@"\b\w+_\w+\b|\b[A-Za-z]+[a-z][A-Z]\w+\b", RegexOptions.CultureInvariant)]
    private static partial Regex Joined();
}
