using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Answering.Proof;

/// <summary>Each name of a statement stands in a quote or its context, and is not put together from two.</summary>
internal static class NameProof
{
    /// <summary>How many words apart what belongs to one name stands.</summary>
    private const int Apart = 3;

    public static ProofFault? Check(ProofText statement, Evidence evidence)
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
                return new ProofFault(i == 0 ? ProofFaultKind.Subject : ProofFaultKind.Name, words[i].Written);
            }

            if (i + 1 < words.Count && IsName(words, i + 1) && !ProofWords.Numbered.Contains(words[i + 1].Folded) && words[i + 1].Start - words[i].End == 1 && IsMixed(words[i], words[i + 1], evidence))
            {
                return new ProofFault(ProofFaultKind.Name, $"{words[i].Written} {words[i + 1].Written}");
            }
        }

        return null;
    }

    /// <summary>A word of a name; the first word of the statement unless it says nothing by itself.</summary>
    private static bool IsName(IReadOnlyList<ProofWord> words, int at) =>
        words[at].Kind == TokenKind.Word && words[at].IsCapitalised && !(at == 0 && (ProofWords.Plain.Contains(words[at].Folded) || NumberNames.IsNumber(words[at].Folded) || ProofWords.Closed.ContainsKey(words[at].Folded)));

    private static bool IsJoined(IReadOnlyList<ProofWord> words, int at, Evidence evidence) =>
        (at > 0 && evidence.KnowsJoined(words[at - 1], words[at])) || (at + 1 < words.Count && evidence.KnowsJoined(words[at], words[at + 1]));

    /// <summary>It is part of capitalised words whose initials the quotes write as a word.</summary>
    private static bool IsSpelledOut(IReadOnlyList<ProofWord> words, int at, Evidence evidence)
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

    /// <summary>"John Smith", where the quotes have a John Brown and a Mary Smith only; names between them may be left out.</summary>
    private static bool IsMixed(ProofWord one, ProofWord next, Evidence evidence)
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
