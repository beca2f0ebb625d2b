using System.Collections.Frozen;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Grounding;

/// <summary>Requires a statement to deny what its quotes deny and assert what they assert.</summary>
internal static class PolarityCheck
{
    /// <summary>The reach of a negation, in content words.</summary>
    private const int Reach = 2;

    private const int Near = 6;

    /// <summary>How far behind a word its negation may be: "farming was not possible".</summary>
    private const int Behind = 3;

    private static readonly string[] ChineseDenials = ["不", "没", "未", "无", "非", "别"];
    private static readonly string[] Prefixes = ["un", "in", "im", "ir", "il", "dis", "non", "не", "mis"];

    public static GroundingFault? Check(GroundingText statement, Evidence evidence) =>
        Denials(statement, evidence) ?? Chinese(statement, evidence) ?? Opposites(statement, evidence);

    private static GroundingFault? Denials(GroundingText statement, Evidence evidence)
    {
        var own = Markers(statement, GroundingWords.Denial);
        var quoted = evidence.Sentences.Select(sentence => (sentence.Text, Markers: Markers(sentence.Text, GroundingWords.Denial))).ToArray();
        if (IsTwice(own) && !quoted.Any(sentence => IsTwice(sentence.Markers)))
        {
            return new GroundingFault(GroundingFaultKind.Negation, statement.Words[own[^1]].Written);
        }

        foreach (var at in own)
        {
            var scope = Scope(statement, at, 1);
            if (!IsNamed(statement, at, evidence) && !quoted.Any(sentence => sentence.Markers.Exists(marker => scope.Count == 0 || scope.Overlaps(Scope(sentence.Text, marker, Reach)))))
            {
                return new GroundingFault(GroundingFaultKind.Negation, statement.Words[at].Written);
            }
        }

        foreach (var (text, markers) in quoted)
        {
            foreach (var marker in markers)
            {
                if (Lost(text, marker, statement, own) && !evidence.Sentences.Any(other => Asserts(other.Text, Scope(text, marker, 1))))
                {
                    return new GroundingFault(GroundingFaultKind.Negation, text.Words[marker].Written);
                }
            }
        }

        return null;
    }

    /// <summary>"no one could not enter".</summary>
    private static bool IsTwice(List<int> markers) => markers.Zip(markers.Skip(1)).Any(pair => pair.Second - pair.First <= Reach);

    /// <summary>"the Forbidden City", if the quotes write it so too.</summary>
    private static bool IsNamed(GroundingText statement, int at, Evidence evidence) =>
        statement.Words[at] is { IsCapitalised: true } own && own.Written.Length > 1 && char.IsLower(own.Written[1])
        && evidence.Sentences.Any(sentence => sentence.Text.Words.Skip(1).Any(word => word.Written == own.Written));

    private static bool Lost(GroundingText text, int marker, GroundingText statement, List<int> own)
    {
        if (own.Count == 0 && Led(text, marker) is { Count: > 0 } led)
        {
            return led.Overlaps(statement.Terms);
        }

        var scope = Scope(text, marker, 1);
        if (scope.Count == 0)
        {
            return false;
        }

        var places = statement.PlacesOf(scope.First()).ToArray();
        var next = Scope(text, marker, 2);
        return places.Length > 0 && next.IsSubsetOf(statement.Terms) && !places.Any(place => own.Exists(at => at - place is >= -Near and <= Behind));
    }

    /// <summary>Whether a sentence contains the words somewhere without denying them.</summary>
    private static bool Asserts(GroundingText text, HashSet<ulong> scope)
    {
        var markers = Markers(text, GroundingWords.Denial);
        return scope.Any(term => text.PlacesOf(term).Any(place => !markers.Exists(marker => Math.Abs(marker - place) <= Near)));
    }

    private static GroundingFault? Chinese(GroundingText statement, Evidence evidence)
    {
        foreach (var sign in ChineseDenials)
        {
            for (var at = statement.Text.IndexOf(sign, StringComparison.Ordinal); at >= 0; at = statement.Text.IndexOf(sign, at + 1, StringComparison.Ordinal))
            {
                var with = statement.Text.Substring(at, Math.Min(2, statement.Text.Length - at));
                if (!evidence.Sentences.Any(sentence => sentence.Text.Text.Contains(with, StringComparison.Ordinal)))
                {
                    return new GroundingFault(GroundingFaultKind.Negation, with);
                }
            }

            foreach (var sentence in evidence.Sentences.Select(sentence => sentence.Text.Text))
            {
                for (var at = sentence.IndexOf(sign, StringComparison.Ordinal); at > 0 && at + 2 < sentence.Length; at = sentence.IndexOf(sign, at + 1, StringComparison.Ordinal))
                {
                    var without = string.Concat(sentence.AsSpan(at - 1, 1), sentence.AsSpan(at + 1, 1));
                    if (statement.Text.Contains(without, StringComparison.Ordinal) && !evidence.Sentences.Any(other => other.Text.Text.Contains(without, StringComparison.Ordinal)))
                    {
                        return new GroundingFault(GroundingFaultKind.Negation, sign);
                    }
                }
            }
        }

        return null;
    }

    /// <summary>"impossible" for "possible", and the other way round.</summary>
    private static GroundingFault? Opposites(GroundingText statement, Evidence evidence)
    {
        foreach (var word in statement.Words.Where(word => word.Kind == TokenKind.Word && word.Folded.Length > 3 && !evidence.Says(word)))
        {
            foreach (var other in evidence.Sentences.SelectMany(sentence => sentence.Text.Words))
            {
                if (other.Kind == TokenKind.Word && Prefixes.Any(prefix => AreOpposite(prefix, word, other) || AreOpposite(prefix, other, word)))
                {
                    return new GroundingFault(GroundingFaultKind.Negation, word.Written);
                }
            }
        }

        return null;
    }

    private static bool AreOpposite(string prefix, GroundingWord one, GroundingWord other) =>
        AreOpposite(prefix, one.Stem, other.Stem) || AreOpposite(prefix, one.Folded, other.Folded);

    private static bool AreOpposite(string prefix, string one, string other) =>
        one.Length == prefix.Length + other.Length && other.Length > 3 && one.StartsWith(prefix, StringComparison.Ordinal) && one.AsSpan(prefix.Length).SequenceEqual(other);

    private static List<int> Markers(GroundingText text, FrozenSet<string> list)
    {
        var markers = new List<int>();
        for (var i = 0; i < text.Words.Count; i++)
        {
            if (list.Contains(text.Words[i].Folded) && !(i + 1 < text.Words.Count && GroundingWords.DenialNot.Contains(text.Words[i + 1].Folded)))
            {
                markers.Add(i);
            }
        }

        return markers;
    }

    /// <summary>What a "may not:" introduces, up to the end of its sentence.</summary>
    private static HashSet<ulong> Led(GroundingText text, int marker)
    {
        var colon = text.Text.IndexOf(':', text.Words[marker].End);
        var before = text.Words.Skip(marker + 1).TakeWhile(word => word.Start < colon).Count();
        return colon < 0 || before > Reach ? [] : [.. text.Words.Where(word => word.Start > colon && word.IsContent && !GroundingWords.Plain.Contains(word.Folded)).Select(word => word.Term)];
    }

    /// <summary>The next content words; all that follow the colon of a list.</summary>
    private static HashSet<ulong> Scope(GroundingText text, int marker, int words)
    {
        var scope = words == Reach ? Led(text, marker) : [];
        for (var (i, end) = (marker + 1, scope.Count + words); i < text.Words.Count && scope.Count < end; i++)
        {
            var word = text.Words[i];
            var leads = i + 1 < text.Words.Count && text.Words[i + 1].Folded is "that" or "dass" or "что"; // "not true that"
            if (word.Kind is TokenKind.Word or TokenKind.Number && !leads && !GroundingWords.Denial.Contains(word.Folded))
            {
                scope.Add(word.Term);
            }
        }

        return scope;
    }
}
