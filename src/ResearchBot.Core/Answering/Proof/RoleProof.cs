using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Answering.Proof;

/// <summary>Who did it to whom: "A paid B" is neither "B paid A" nor "A was paid by B".</summary>
internal static class RoleProof
{
    public static ProofFault? Check(ProofText statement, Evidence evidence)
    {
        var own = Triples(statement);
        foreach (var sentence in evidence.Sentences)
        {
            foreach (var (first, verb, second, byOwn) in own)
            {
                foreach (var (quotedFirst, quotedVerb, quotedSecond, by) in Triples(sentence.Text))
                {
                    var turned = first == quotedSecond && second == quotedFirst;
                    if (verb.Term == quotedVerb.Term && (turned || (first == quotedFirst && second == quotedSecond)) && turned == (byOwn == by) && !IsSaidSo(first, verb.Term, second, byOwn, evidence))
                    {
                        return new ProofFault(ProofFaultKind.Words, verb.Written);
                    }
                }
            }
        }

        return null;
    }

    private static bool IsSaidSo(ulong first, ulong verb, ulong second, bool by, Evidence evidence) =>
        evidence.Sentences.Any(sentence => Triples(sentence.Text).Exists(triple =>
            triple.Verb.Term == verb && (triple.First, triple.Second, triple.By) == (first, second, by)));

    /// <summary>Three words in a row that say something, the names among them by their last word, where the middle one is no name.</summary>
    private static List<(ulong First, ProofWord Verb, ulong Second, bool By)> Triples(ProofText text)
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

        var triples = new List<(ulong, ProofWord, ulong, bool)>();
        for (var i = 1; i + 1 < said.Count; i++)
        {
            var (first, verb, second) = (text.Words[said[i - 1]], text.Words[said[i]], text.Words[said[i + 1]]);
            if (!verb.IsCapitalised && first.Clause == second.Clause && first.Term != second.Term && !Joins(text, said[i - 1], said[i + 1]))
            {
                triples.Add((first.Term, verb, second.Term, ProofWords.By.Contains(text.Words[said[i] + 1].Folded)));
            }
        }

        return triples;
    }

    /// <summary>"bread and butter" may be turned round.</summary>
    private static bool Joins(ProofText text, int from, int to)
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
}
