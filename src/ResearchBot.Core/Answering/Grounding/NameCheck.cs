using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Grounding;

/// <summary>Requires each name of a statement in a quote or its context, not combined from two.</summary>
internal static class NameCheck
{
    /// <summary>The maximum distance, in words, between parts of one name.</summary>
    private const int Apart = 3;

    public static GroundingFault? Check(GroundingText statement, Evidence evidence)
    {
        var words = statement.Words;
        for (var i = 0; i < words.Count; i++)
        {
            if (!IsName(words, i))
            {
                continue;
            }

            if (!evidence.Knows(words[i]) && !IsJoined(words, i, evidence) && !IsSpelledOut(words, i, evidence))
            {
                return new GroundingFault(i == 0 ? GroundingFaultKind.Subject : GroundingFaultKind.Name, words[i].Written);
            }

            if (i + 1 < words.Count && IsName(words, i + 1) && !GroundingWords.Numbered.Contains(words[i + 1].Folded) && words[i + 1].Start - words[i].End == 1 && IsMixed(words[i], words[i + 1], evidence))
            {
                return new GroundingFault(GroundingFaultKind.Name, $"{words[i].Written} {words[i + 1].Written}");
            }
        }

        return null;
    }

    /// <summary>Whether it is part of a name; the first word of the statement counts unless it is a function word.</summary>
    private static bool IsName(IReadOnlyList<GroundingWord> words, int at) =>
        words[at].Kind == TokenKind.Word && words[at].IsCapitalised && !(at == 0 && (GroundingWords.Plain.Contains(words[at].Folded) || NumberNames.IsNumber(words[at].Folded) || GroundingWords.Closed.ContainsKey(words[at].Folded)));

    private static bool IsJoined(IReadOnlyList<GroundingWord> words, int at, Evidence evidence) =>
        (at > 0 && evidence.KnowsJoined(words[at - 1], words[at])) || (at + 1 < words.Count && evidence.KnowsJoined(words[at], words[at + 1]));

    /// <summary>Whether it belongs to capitalised words whose initials the quotes use as an acronym.</summary>
    private static bool IsSpelledOut(IReadOnlyList<GroundingWord> words, int at, Evidence evidence)
    {
        var first = at;
        while (first > 0 && (words[first - 1].IsCapitalised || words[first - 1].Kind == TokenKind.Stop))
        {
            first--;
        }

        for (; first <= at; first++)
        {
            var initials = "";
            for (var i = first; i < words.Count && (words[i].IsCapitalised || words[i].Kind == TokenKind.Stop); i++)
            {
                initials += words[i].IsCapitalised ? words[i].Folded[0] : "";
                if (i >= at && initials.Length > 1 && words[first].IsCapitalised && evidence.HasAcronym(initials))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>"John Smith" if the quotes only have a John Brown and a Mary Smith; names between them may be left out.</summary>
    private static bool IsMixed(GroundingWord one, GroundingWord next, Evidence evidence)
    {
        var (ofOne, ofNext) = (false, false);
        foreach (var text in evidence.Sentences.SelectMany(sentence => new[] { sentence.Text, sentence.Context }).Append(evidence.Question))
        {
            foreach (var place in text.PlacesOf(one.Term))
            {
                ofOne = true;
                if (text.PlacesOf(next.Term).Any(other => Math.Abs(other - place) <= Apart))
                {
                    return false;
                }
            }

            ofNext |= text.Terms.Contains(next.Term);
        }

        return ofOne && ofNext;
    }
}

/// <summary>Checks who did it to whom: "A paid B" is neither "B paid A" nor "A was paid by B".</summary>
internal static class RoleCheck
{
    public static GroundingFault? Check(GroundingText statement, Evidence evidence)
    {
        var quoted = evidence.Sentences.SelectMany(sentence => Triples(sentence.Text)).ToLookup(triple => triple.Verb.Term);
        foreach (var own in Triples(statement))
        {
            var rivals = quoted[own.Verb.Term].ToArray();
            if (Array.Exists(rivals, other => IsTurned(own, other)) && !Array.Exists(rivals, other => (other.First, other.Second, other.By) == (own.First, own.Second, own.By)))
            {
                return new GroundingFault(GroundingFaultKind.Words, own.Verb.Written);
            }
        }

        return null;
    }

    /// <summary>Whether the two have changed places, or only the voice has changed.</summary>
    private static bool IsTurned(Triple one, Triple other) =>
        ((one.First, one.Second) == (other.Second, other.First) && one.By == other.By)
        || ((one.First, one.Second) == (other.First, other.Second) && one.By != other.By);

    /// <summary>Three content words in a row, names by their last word, with a middle one that is no name.</summary>
    private static List<Triple> Triples(GroundingText text)
    {
        var said = new List<int>();
        for (var i = 0; i < text.Words.Count; i++)
        {
            var goesOn = i + 1 < text.Words.Count && text.Words[i].IsCapitalised && text.Words[i + 1].IsCapitalised && text.Words[i + 1].Start - text.Words[i].End == 1;
            if (text.Words[i].Kind == TokenKind.Word && !goesOn)
            {
                said.Add(i);
            }
        }

        var triples = new List<Triple>();
        for (var i = 1; i + 1 < said.Count; i++)
        {
            var (first, verb, second) = (text.Words[said[i - 1]], text.Words[said[i]], text.Words[said[i + 1]]);
            if (!verb.IsCapitalised && first.Clause == second.Clause && first.Term != second.Term && !Joins(text, said[i - 1], said[i + 1]))
            {
                triples.Add(new Triple(first.Term, verb, second.Term, text.Part(said[i] + 1, said[i + 1]).Any(word => GroundingWords.By.Contains(word.Folded))));
            }
        }

        return triples;
    }

    /// <summary>"bread and butter" may be reversed.</summary>
    private static bool Joins(GroundingText text, int from, int to)
    {
        for (var i = from + 1; i < to; i++)
        {
            if (text.Words[i].Folded is "and" or "or" or "und" or "oder" or "и" or "или")
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Triple(ulong First, GroundingWord Verb, ulong Second, bool By);
}
