using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Answering.Proof;

/// <summary>What a clause that begins with a name says, one sentence says: the founder of one quote did not die in the year of another.</summary>
internal static class JoinProof
{
    /// <summary>The share of a clause's words that one sentence and its context must have. Fitted on the even half of clapnq-dev.</summary>
    private const double Together = 0.76;

    private const int Fewest = 3;

    public static ProofFault? Check(ProofText statement, Evidence evidence)
    {
        if (evidence.Sentences.Count < 2)
        {
            return null;
        }

        for (var first = 0; first < statement.Words.Count;)
        {
            var end = first + 1;
            while (end < statement.Words.Count && statement.Words[end].Clause == statement.Words[first].Clause && !Divides(statement.Words[end]))
            {
                end++;
            }

            if (Judge(statement, first, end, evidence) is { } fault)
            {
                return fault;
            }

            first = end;
        }

        return null;
    }

    private static ProofFault? Judge(ProofText statement, int first, int end, Evidence evidence)
    {
        var said = statement.Part(first, end).Where(word => word.Kind == TokenKind.Number || (word.IsContent && evidence.Says(word))).ToArray();
        var names = said.Where(word => word.IsCapitalised).ToArray();
        if (said.Length < Fewest || names.Length == 0 || !said[0].IsCapitalised)
        {
            return null;
        }

        var numbers = said.Where(word => word.Kind == TokenKind.Number && evidence.Says(word)).ToArray();
        foreach (var number in numbers)
        {
            var lost = names.FirstOrDefault(name => !evidence.Sentences.Any(sentence => sentence.Text.Terms.Contains(number.Term) && Knows(sentence, name)));
            if (lost is not null)
            {
                return new ProofFault(ProofFaultKind.Subject, lost.Written);
            }
        }

        return evidence.Sentences.Any(sentence => said.Count(word => Knows(sentence, word)) >= Together * said.Length)
            ? null
            : new ProofFault(ProofFaultKind.Subject, names[0].Written);
    }

    private static bool Knows(QuotedSentence sentence, ProofWord word) => sentence.Text.Terms.Contains(word.Term) || sentence.Context.Terms.Contains(word.Term);

    private static bool Divides(ProofWord word) =>
        word.Folded is "and" or "but" or "while" or "whereas" or "who" or "which" or "und" or "aber" or "wahrend" or "и" or "но" or "а";
}
