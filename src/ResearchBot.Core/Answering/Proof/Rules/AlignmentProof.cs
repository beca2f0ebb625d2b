namespace ResearchBot.Core.Answering.Proof;

/// <summary>Where a statement repeats a sentence but for a word or two, these words are what a false statement differs in.</summary>
internal static class AlignmentProof
{
    /// <summary>The share of its words that a statement must have in common with a sentence to repeat it.</summary>
    private const double Repeats = 0.7;

    /// <summary>A longer difference is another way to say it, not another word.</summary>
    private const int Longest = 4;

    public static ProofFault? Check(ProofText statement, Evidence evidence)
    {
        var closest = evidence.Sentences.Select(sentence => new Alignment(statement, sentence.Text)).MaxBy(alignment => alignment.Share);
        return closest is null || closest.Share < Repeats ? null
            : closest.Differences().Select(difference => Judge(difference.Own, difference.Quoted, statement, evidence)).FirstOrDefault(fault => fault is not null);
    }

    private static ProofFault? Judge(ArraySegment<ProofWord> own, ArraySegment<ProofWord> quoted, ProofText statement, Evidence evidence)
    {
        if (own.Count > Longest || quoted.Count > Longest)
        {
            return null;
        }

        if (own.Count + quoted.Count <= 2 && (Denies(own), Denies(quoted)) is (true, false) or (false, true))
        {
            return new ProofFault(ProofFaultKind.Negation, own.Concat(quoted).First(word => ProofWords.Denial.Contains(word.Folded)).Written);
        }

        var changed = own.FirstOrDefault(word => word.IsContent && !evidence.Says(word) && !statement.IsMeasure(word) && !NumberNames.IsNumber(word.Folded) && !IsSame(word, quoted) && !(ProofWords.Plain.Contains(word.Folded) && !Begins(word, statement)));
        var lost = quoted.Any(word => word.IsContent && NumberNames.MonthOf(word) is null && !statement.Terms.Contains(word.Term));
        return changed is null || !lost || IsReference(quoted) || IsAskedFor(changed, statement, evidence) || evidence.IsSpelling(changed) ? null
            : new ProofFault(changed.IsCapitalised ? ProofFaultKind.Name : changed.Start == statement.Words[0].Start ? ProofFaultKind.Subject : ProofFaultKind.Words, changed.Written);
    }

    /// <summary>A word that says little by itself says what the statement is about at its beginning: "the party".</summary>
    private static bool Begins(ProofWord word, ProofText statement) => statement.Words.Take(3).Contains(word);

    /// <summary>The question's own noun for the quote's: "the three components" for three elements. Its names and verbs prove nothing.</summary>
    private static bool IsAskedFor(ProofWord word, ProofText statement, Evidence evidence) =>
        !word.IsCapitalised && evidence.IsAsked(word)
        && statement.Words.TakeWhile(other => other.Start < word.Start).TakeLast(2).Any(other => ProofWords.Reference.Contains(other.Folded));

    /// <summary>"likely" for "probably", "fell" for "declined".</summary>
    private static bool IsSame(ProofWord word, ArraySegment<ProofWord> quoted) =>
        quoted.Any(other => ProofWords.AreAlike(word.Folded, other.Folded));

    private static bool Denies(ArraySegment<ProofWord> words) => words.Any(word => ProofWords.Denial.Contains(word.Folded));

    /// <summary>"it", "the tower": the statement may say what that is.</summary>
    private static bool IsReference(ArraySegment<ProofWord> quoted) => quoted.Any(word => ProofWords.Reference.Contains(word.Folded));
}
