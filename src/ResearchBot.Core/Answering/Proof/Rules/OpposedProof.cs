using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Answering.Proof;

/// <summary>"after" is not "before", and "rose" not "fell", however the rest is put.</summary>
internal static class OpposedProof
{
    public static ProofFault? Check(ProofText statement, Evidence evidence)
    {
        for (var i = 0; i < statement.Words.Count; i++)
        {
            var word = statement.Words[i];
            if ((word.IsCapitalised && i > 0) || IsBound(statement.Words, i))
            {
                continue;
            }

            foreach (var (own, other) in ProofWords.OpposedBy(word.Folded))
            {
                if (!Has(evidence, own) && Has(evidence, other))
                {
                    return new ProofFault(ProofFaultKind.Words, word.Written);
                }
            }
        }

        return null;
    }

    private static bool Has(Evidence evidence, string[] words) =>
        evidence.Sentences.Any(sentence => sentence.Text.Words.Any(word => Array.IndexOf(words, word.Folded) >= 0));

    /// <summary>"more than 30", "30 or more": said of a number, and compared there.</summary>
    private static bool IsBound(IReadOnlyList<ProofWord> words, int at) =>
        (at > 0 && words[at - 1].Folded is "or" or "no") || (at + 2 < words.Count && words[at + 1].Folded == "than" && words[at + 2].Kind == TokenKind.Number)
        || (at + 1 < words.Count && words[at + 1].Kind == TokenKind.Number);
}
