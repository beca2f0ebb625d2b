using System.Text.RegularExpressions;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Two units that say the same but for a part of one kind: a date, a name, a "not".</summary>
internal sealed partial class Twins
{
    /// <summary>The share of common words, besides that part, from which two units speak of the same.</summary>
    private const double Alike = 0.6;

    private readonly List<(string Word, Token Token)> _left;
    private readonly List<(string Word, Token Token)> _right;

    public Twins(Candidate left, Candidate right) => (_left, _right) = (WordsOf(left), WordsOf(right));

    /// <summary>Whether one says that it is so and the other that it is not.</summary>
    public bool DifferInNo() =>
        _left.Count(IsNegation) % 2 != _right.Count(IsNegation) % 2 && AreAlikeBut(IsNegation) && Differing(_left, _right).Concat(Differing(_right, _left)).All(one => !IsNameOrNumber(one));

    /// <summary>Whether each names somebody whom the other does not.</summary>
    public bool DifferInName(QuestionTerms terms) => DifferIn(one => IsName(one) && terms.PositionOf(one.Token) < 0);

    /// <summary>Whether they give different days or times of day. A day of the week or a month that only one of them names is a condition.</summary>
    public bool DifferInTime() =>
        HaveAlike(Month()) && HaveAlike(Weekday()) && DifferIn(one => one.Token.Kind == TokenKind.Number || Month().IsMatch(one.Word) || Weekday().IsMatch(one.Word));

    /// <summary>Whether they begin with different things, neither of which was asked: what holds for one does not contradict the other.</summary>
    public bool HaveOtherSubjects(QuestionTerms terms) =>
        First(_left) is { } one && First(_right) is { } other && one.Token.Term != other.Token.Term && !IsAsked(one, terms) && !IsAsked(other, terms);

    private static bool IsAsked((string Word, Token Token) one, QuestionTerms terms) => terms.Add(default, one.Token, one.Word).Count > 0;

    private static List<(string Word, Token Token)> WordsOf(Candidate unit) =>
        [.. unit.Words.Select(token => (unit.Word(token), token)).Where(one => one.token.Kind is TokenKind.Word or TokenKind.Number || Negation().IsMatch(one.Item1))];

    private static (string Word, Token Token)? First(List<(string Word, Token Token)> words) => words.Find(one => !IsNegation(one)) is { Word: not null } first ? first : null;

    private bool DifferIn(Func<(string Word, Token Token), bool> isPart) =>
        _left.Count(IsNegation) % 2 == _right.Count(IsNegation) % 2
        && Differing(_left, _right).Any(isPart) && Differing(_right, _left).Any(isPart) && AreAlikeBut(isPart);

    private bool AreAlikeBut(Func<(string Word, Token Token), bool> isPart)
    {
        var left = Rest(_left);
        var right = Rest(_right);
        var common = left.Intersect(right).Count();
        return common > 0 && (double)common / left.Union(right).Count() >= Alike;

        HashSet<ulong> Rest(List<(string Word, Token Token)> words) => [.. words.Where(one => !isPart(one)).Select(one => one.Token.Term)];
    }

    private bool HaveAlike(Regex word) => _left.Exists(one => word.IsMatch(one.Word)) == _right.Exists(one => word.IsMatch(one.Word));

    private static IEnumerable<(string Word, Token Token)> Differing(List<(string Word, Token Token)> words, List<(string Word, Token Token)> others) =>
        words.Where(one => !others.Exists(other => other.Token.Term == one.Token.Term));

    private static bool IsNegation((string Word, Token Token) one) => Negation().IsMatch(one.Word);

    private static bool IsName((string Word, Token Token) one) => char.IsUpper(one.Word[0]) && one.Token.Start > 0;

    private static bool IsNameOrNumber((string Word, Token Token) one) => one.Token.Kind == TokenKind.Number || IsName(one);

    private const RegexOptions Plain = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^(not|no|never|none|neither|nor|without|cannot|forbidden|prohibited|disallowed|banned|nicht|kein|keine|\w+n['’]t)$", Plain)]
    private static partial Regex Negation();

    [GeneratedRegex(@"^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?|januar|februar|märz|mai|juni|juli|oktober|dezember)$", Plain)]
    private static partial Regex Month();

    [GeneratedRegex(@"^((mon|tues|wednes|thurs|fri|satur|sun)days?|montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?)$", Plain)]
    private static partial Regex Weekday();
}
