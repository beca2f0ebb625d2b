using System.Text.RegularExpressions;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Finds units that contradict each other on what was asked: in a figure, a date, a name, a yes or no.</summary>
internal sealed class ConflictFinder(QuestionTerms terms, QuestionKind kind)
{
    /// <summary>The share of the best sentence's coverage that a sentence needs to be about the same thing.</summary>
    private const double Comparable = 0.6;

    /// <summary>The first conflict among the candidates, best pair first, or null.</summary>
    public FoundConflict? Find(IReadOnlyList<Candidate> ranked)
    {
        if (ranked.Count == 0 || kind is QuestionKind.Steps or QuestionKind.Reason or QuestionKind.Listing or QuestionKind.Code or QuestionKind.Contact)
        {
            return null;
        }

        var enough = Comparable * Coverage(ranked[0]);
        var rivals = ranked.Where(sentence => Coverage(sentence) >= enough && !IsHistory(sentence)).ToArray();
        for (var i = 0; i < rivals.Length; i++)
        {
            for (var j = i + 1; j < rivals.Length; j++)
            {
                if (HaveDifferentSources(rivals[i], rivals[j]) && AboutOf(rivals[i], rivals[j]) is { } about)
                {
                    return new FoundConflict(about, rivals[i], rivals[j]);
                }
            }
        }

        return null;
    }

    private double Coverage(Candidate sentence) => terms.Coverage(sentence.Own.Or(sentence.Context));

    private static bool HaveDifferentSources(Candidate left, Candidate right) =>
        left.Source.Version.Document.Id != right.Source.Version.Document.Id || Attribution.Differ(left, right);

    /// <summary>A record of changes tells what held once.</summary>
    private static bool IsHistory(Candidate sentence) => History.IsIn(sentence.Version.Document.Key, sentence.Version.Structure.At(sentence.Range.Start).Section);

    private string? AboutOf(Candidate left, Candidate right)
    {
        var twins = new Twins(left, right);
        if (twins.HaveOtherSubjects(terms) && !Attribution.Differ(left, right))
        {
            return null;
        }

        return kind switch
        {
            QuestionKind.Decision => twins.DifferInNo() ? "yes or no" : FiguresOf(left, right),
            QuestionKind.Person or QuestionKind.Place => twins.DifferInName(terms) ? "the name" : null,
            QuestionKind.Time => YearsOf(left) is [var first] && YearsOf(right) is [var second] && first != second ? "the year" : twins.DifferInTime() ? "the time" : null,
            _ => FiguresOf(left, right),
        };
    }

    private string? FiguresOf(Candidate left, Candidate right)
    {
        if (YearsOf(left) is { Length: > 0 } here && YearsOf(right) is { Length: > 0 } there && !here.Intersect(there).Any())
        {
            return null; // figures of different years do not contradict each other
        }

        return FigureReader.Read(left).Where(IsAsked)
            .SelectMany(_ => FigureReader.Read(right).Where(IsAsked), (one, other) => (one, other))
            .Where(pair => pair.one.Contradicts(pair.other) && CountTheSame(pair.one, pair.other))
            .Select(pair => pair.one.About.Length >= pair.other.About.Length ? pair.one.About : pair.other.About)
            .FirstOrDefault();
    }

    /// <summary>Whether the question names what the figure counts.</summary>
    private bool IsAsked(Figure figure) => figure.Unit.Any(IsAsked) || (QuestionKinds.IsFigure(kind) && figure.Label.Any(IsAsked));

    private bool IsAsked(ulong term) => terms.PositionOf(new Token(0, 0, term, TokenKind.Word)) >= 0;

    private bool CountTheSame(Figure one, Figure other) =>
        one.Unit.Intersect(other.Unit).Any(IsAsked) || (one.Label.Intersect(other.Label).Any(IsAsked) && one.Unit.Take(1).SequenceEqual(other.Unit.Take(1)));

    private static int[] YearsOf(Candidate sentence) =>
        [.. sentence.Words
            .Where(token => token.Kind == TokenKind.Number && token.Length == 4)
            .Select(sentence.Word)
            .Where(word => int.TryParse(word, out _))
            .Select(int.Parse)
            .Where(year => year is >= 1000 and <= 2100)
            .Distinct()];
}

/// <summary>Two sentences that give different figures for the same thing.</summary>
internal sealed record FoundConflict(string About, Candidate One, Candidate Other);

/// <summary>Recognises reported speech and the names in it.</summary>
internal static partial class Attribution
{
    /// <summary>Hashes of the names in a sentence that reports somebody's words; empty if it does not.</summary>
    public static HashSet<ulong> NamesIn(Candidate sentence)
    {
        if (!Cue().IsMatch(sentence.Text))
        {
            return [];
        }

        return [.. sentence.Words
            .Where(token => token.Kind == TokenKind.Word && char.IsUpper(sentence.Text[token.Start]))
            .Select(token => token.Term)];
    }

    /// <summary>Whether two sentences are attributed to different sources.</summary>
    public static bool Differ(Candidate left, Candidate right)
    {
        var (ofLeft, ofRight) = (NamesIn(left), NamesIn(right));
        return ofLeft.Except(ofRight).Any() && ofRight.Except(ofLeft).Any();
    }

    [GeneratedRegex(@"\b(said|says|say|told|tells|report(s|ed|ing)?|claim(s|ed|ing)?|according|cit(es|ed|ing)|wrote|writes|quot(es|ed|ing)|stat(es|ed)|estimat(es|ed)|put|puts|gave|gives|spoke)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Cue();
}
