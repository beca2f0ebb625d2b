using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Answering.Proof;

/// <summary>The words of a statement are those of its quotes, and none that bounds or turns them was added or taken away.</summary>
internal static class WordProof
{
    /// <summary>The share of a statement's words that may be its own. Fitted on the even half of clapnq-dev.</summary>
    private const double OwnShare = 0.2;

    private const int Close = 4;

    /// <summary>Where no auxiliary verb comes within so many words, the subject has ended.</summary>
    private const int LongestSubject = 6;

    public static ProofFault? Check(ProofText statement, Evidence evidence) =>
        Subject(statement, evidence) ?? Closed(statement, evidence) ?? Hedges(statement, evidence) ?? Share(statement, evidence);

    private static ProofFault? Subject(ProofText statement, Evidence evidence)
    {
        var words = statement.Words;
        for (var i = 0; i < Math.Min(words.Count, LongestSubject) && !ProofWords.Verb.Contains(words[i].Folded); i++)
        {
            if (IsOwn(words[i], evidence) && !statement.IsMeasure(words[i]))
            {
                return new ProofFault(ProofFaultKind.Subject, words[i].Written);
            }
        }

        return null;
    }

    private static ProofFault? Closed(ProofText statement, Evidence evidence)
    {
        foreach (var word in statement.Words)
        {
            if (ProofWords.Closed.TryGetValue(word.Folded, out var same) && !evidence.Sentences.Any(sentence => sentence.Text.Words.Any(other => same.Contains(other.Folded))))
            {
                return new ProofFault(ProofFaultKind.Words, word.Written);
            }
        }

        return null;
    }

    private static ProofFault? Hedges(ProofText statement, Evidence evidence)
    {
        if (statement.Words.Where((word, i) => IsHedge(statement.Words, i) || word.Folded is "can").Any())
        {
            return null;
        }

        foreach (var text in evidence.Sentences.Select(sentence => sentence.Text))
        {
            for (var i = 0; i < text.Words.Count; i++)
            {
                if (IsHedge(text.Words, i) && text.Words.Skip(i + 1).Where(word => word.IsContent).Take(2).ToArray() is [_, ..] hedged && Follow(hedged, statement))
                {
                    return new ProofFault(ProofFaultKind.Words, text.Words[i].Written);
                }
            }
        }

        return null;
    }

    /// <summary>Whether the words stand close together in the statement, in this order.</summary>
    private static bool Follow(ProofWord[] words, ProofText statement) =>
        words is [var only] ? statement.Terms.Contains(only.Term)
        : statement.PlacesOf(words[0].Term).Any(first => statement.PlacesOf(words[1].Term).Any(second => second > first && second <= first + Close));

    private static ProofFault? Share(ProofText statement, Evidence evidence)
    {
        var content = statement.Words.Where(word => word.IsContent).ToArray();
        var own = content.Where(word => IsOwn(word, evidence) && !statement.IsMeasure(word)).ToArray();
        return own.Length > OwnShare * content.Length ? new ProofFault(ProofFaultKind.Words, own[0].Written) : null;
    }

    private static bool IsHedge(IReadOnlyList<ProofWord> words, int at) =>
        !words[at].IsCapitalised && (ProofWords.Hedge.Contains(words[at].Folded)
            || (ProofWords.HedgeBefore.Contains(words[at].Folded) && at + 1 < words.Count && words[at + 1].Folded is "to" or "that"));

    private static bool IsOwn(ProofWord word, Evidence evidence) =>
        word.IsContent && !evidence.Knows(word) && !ProofWords.Plain.Contains(word.Folded) && !ProofWords.Hedge.Contains(word.Folded) && !evidence.IsAsked(word);
}
