using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Grounding;

/// <summary>Requires a statement's words in its quotes, with no bounding or turning word added or removed.</summary>
internal static class WordCheck
{
    /// <summary>The share of a statement's words that may be its own. Chosen on clapnq-dev.</summary>
    private const double OwnShare = 0.2;

    /// <summary>If no auxiliary verb comes within this many words, the subject has ended.</summary>
    private const int LongestSubject = 6;

    public static GroundingFault? Check(GroundingText statement, Evidence evidence) =>
        Subject(statement, evidence) ?? Closed(statement, evidence) ?? Share(statement, evidence);

    private static GroundingFault? Subject(GroundingText statement, Evidence evidence)
    {
        var words = statement.Words;
        for (var i = 0; i < Math.Min(words.Count, LongestSubject) && !GroundingWords.Verb.Contains(words[i].Folded); i++)
        {
            if (IsOwn(words[i], evidence) && !statement.IsMeasure(words[i]))
            {
                return new GroundingFault(GroundingFaultKind.Subject, words[i].Written);
            }
        }

        return null;
    }

    private static GroundingFault? Closed(GroundingText statement, Evidence evidence)
    {
        foreach (var word in statement.Words)
        {
            if (GroundingWords.Closed.TryGetValue(word.Folded, out var same) && !evidence.Sentences.Any(sentence => sentence.Text.Words.Any(other => same.Contains(other.Folded))))
            {
                return new GroundingFault(GroundingFaultKind.Words, word.Written);
            }
        }

        return null;
    }

    private static GroundingFault? Share(GroundingText statement, Evidence evidence)
    {
        var content = statement.Words.Where(word => word.IsContent).ToArray();
        var own = content.Where(word => IsOwn(word, evidence) && !statement.IsMeasure(word)).ToArray();
        return own.Length > OwnShare * content.Length ? new GroundingFault(GroundingFaultKind.Words, own[0].Written) : null;
    }

    /// <summary>A content word that no quote contains and no other rule judges.</summary>
    private static bool IsOwn(GroundingWord word, Evidence evidence) =>
        word.IsContent && !evidence.Knows(word) && !evidence.IsAsked(word) && !IsJudged(word.Folded)
        && !evidence.Sentences.Any(sentence => sentence.Text.Words.Any(other => GroundingWords.AreAlike(word.Folded, other.Folded)));

    private static bool IsJudged(string folded) =>
        GroundingWords.Plain.Contains(folded) || GroundingWords.Hedge.Contains(folded) || GroundingWords.Closed.ContainsKey(folded) || NumberNames.IsNumber(folded);
}

/// <summary>Rejects opposites: "after" is not "before", "rose" is not "fell".</summary>
internal static class OpposedCheck
{
    public static GroundingFault? Check(GroundingText statement, Evidence evidence)
    {
        for (var i = 0; i < statement.Words.Count; i++)
        {
            var word = statement.Words[i];
            if ((word.IsCapitalised && i > 0) || IsBound(statement.Words, i))
            {
                continue;
            }

            foreach (var (own, other) in GroundingWords.OpposedBy(word.Folded))
            {
                if (!Has(evidence, own) && Has(evidence, other))
                {
                    return new GroundingFault(GroundingFaultKind.Words, word.Written);
                }
            }
        }

        return null;
    }

    private static bool Has(Evidence evidence, string[] words) =>
        evidence.Sentences.Any(sentence => sentence.Text.Words.Any(word => Array.IndexOf(words, word.Folded) >= 0));

    /// <summary>"more than 30", "30 or more": a bound of a number, compared elsewhere.</summary>
    private static bool IsBound(IReadOnlyList<GroundingWord> words, int at) =>
        (at > 0 && words[at - 1].Folded is "or" or "no") || (at + 2 < words.Count && words[at + 1].Folded == "than" && words[at + 2].Kind == TokenKind.Number)
        || (at + 1 < words.Count && words[at + 1].Kind == TokenKind.Number);
}
