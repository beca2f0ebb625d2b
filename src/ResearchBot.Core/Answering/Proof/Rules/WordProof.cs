using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Answering.Proof;

/// <summary>The words of a statement are those of its quotes, and none that bounds or turns them was added or taken away.</summary>
internal static class WordProof
{
    /// <summary>The share of a statement's words that may be its own. Chosen on clapnq-dev.</summary>
    private const double OwnShare = 0.2;

    /// <summary>Where no auxiliary verb comes within so many words, the subject has ended.</summary>
    private const int LongestSubject = 6;

    public static ProofFault? Check(ProofText statement, Evidence evidence) =>
        Subject(statement, evidence) ?? Closed(statement, evidence) ?? Share(statement, evidence);

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

    private static ProofFault? Share(ProofText statement, Evidence evidence)
    {
        var content = statement.Words.Where(word => word.IsContent).ToArray();
        var own = content.Where(word => IsOwn(word, evidence) && !statement.IsMeasure(word)).ToArray();
        return own.Length > OwnShare * content.Length ? new ProofFault(ProofFaultKind.Words, own[0].Written) : null;
    }

    /// <summary>A word that no quote has, that no other rule judges, and that says something by itself.</summary>
    private static bool IsOwn(ProofWord word, Evidence evidence) =>
        word.IsContent && !evidence.Knows(word) && !evidence.IsAsked(word) && !IsJudged(word.Folded)
        && !evidence.Sentences.Any(sentence => sentence.Text.Words.Any(other => ProofWords.AreAlike(word.Folded, other.Folded)));

    private static bool IsJudged(string folded) =>
        ProofWords.Plain.Contains(folded) || ProofWords.Hedge.Contains(folded) || ProofWords.Closed.ContainsKey(folded) || NumberNames.IsNumber(folded);
}
