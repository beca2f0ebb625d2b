using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Answering.Proof;

/// <summary>Who did it to whom: "A paid B" is neither "B paid A" nor "A was paid by B".</summary>
internal static class RoleProof
{
    public static ProofFault? Check(ProofText statement, Evidence evidence)
    {
        var quoted = evidence.Sentences.SelectMany(sentence => Triples(sentence.Text)).ToLookup(triple => triple.Verb.Term);
        foreach (var own in Triples(statement))
        {
            var rivals = quoted[own.Verb.Term].ToArray();
            if (Array.Exists(rivals, other => IsTurned(own, other)) && !Array.Exists(rivals, other => (other.First, other.Second, other.By) == (own.First, own.Second, own.By)))
            {
                return new ProofFault(ProofFaultKind.Words, own.Verb.Written);
            }
        }

        return null;
    }

    /// <summary>The two have changed places, or only the voice has changed.</summary>
    private static bool IsTurned(Triple one, Triple other) =>
        ((one.First, one.Second) == (other.Second, other.First) && one.By == other.By)
        || ((one.First, one.Second) == (other.First, other.Second) && one.By != other.By);

    /// <summary>Three words in a row that say something, the names among them by their last word, where the middle one is no name.</summary>
    private static List<Triple> Triples(ProofText text)
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
                triples.Add(new Triple(first.Term, verb, second.Term, text.Part(said[i] + 1, said[i + 1]).Any(word => ProofWords.By.Contains(word.Folded))));
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

    private sealed record Triple(ulong First, ProofWord Verb, ulong Second, bool By);
}
