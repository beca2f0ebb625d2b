using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Grounding;

/// <summary>Requires what a clause says of its subject in the sentences on that subject: the founder of one quote did not die in the year of
/// another.</summary>
internal static class JoinCheck
{
    /// <summary>The share of a clause's words required in the sentences on its subject if that is a name.</summary>
    private const double OfName = 0.76;

    /// <summary>The same for other subjects, which may be expressed by another word.</summary>
    private const double OfOther = 0.5;

    private const int Fewest = 2;

    /// <summary>The number of words that count as the beginning of a sentence.</summary>
    private const int Beginning = 2;

    private const int LongestSubject = 4;

    public static GroundingFault? Check(GroundingText statement, Evidence evidence)
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

    private static GroundingFault? Judge(GroundingText statement, int first, int end, Evidence evidence)
    {
        var said = statement.Part(first, end).Where(word => word.Kind == TokenKind.Number || (word.IsContent && evidence.Says(word) && !GroundingWords.Plain.Contains(word.Folded)))
            .SkipWhile(word => NumberNames.IsNumber(word.Folded) || (!word.IsCapitalised && GroundingWords.Closed.ContainsKey(word.Folded))).ToArray();
        var isName = said.Length > 0 && said[0].IsCapitalised && evidence.Sentences.Any(sentence => sentence.Text.Words.Concat(sentence.Context.Words).Any(word => word.Written == said[0].Written));
        if (said.Length < (isName ? Fewest : Fewest + 1) || !said[0].IsContent
            || (!isName && (first > 0 || statement.Words.Take(LongestSubject).All(word => word != said[0]) || statement.Words.TakeWhile(word => word != said[0]).Any(word => GroundingWords.Pronoun.Contains(word.Folded)))))
        {
            return null;
        }

        var name = said.TakeWhile((word, i) => i == 0 || (word.IsCapitalised && word.Start - said[i - 1].End == 1)).ToArray();
        var about = evidence.Sentences.Where(sentence => IsAbout(sentence, name, statement)).ToArray();
        var open = evidence.Sentences.Where(sentence => about.Contains(sentence) || IsOpen(sentence)).ToArray();
        return about.Length == 0
            || (said.Count(word => open.Any(sentence => Knows(sentence, word))) >= (isName ? OfName : OfOther) * said.Length
                && said.Where(word => word.Kind == TokenKind.Number && evidence.Says(word)).All(word => about.Any(sentence => sentence.Text.Terms.Contains(word.Term))))
            ? null
            : new GroundingFault(GroundingFaultKind.Subject, said[0].Written);
    }

    /// <summary>The sentence names the subject, or its context does and it names no other before its verb.</summary>
    private static bool IsAbout(QuotedSentence sentence, GroundingWord[] name, GroundingText statement) =>
        sentence.Text.PlacesOf(name[^1].Term).Any(place => name.Length == 1 || place == 0
            || sentence.Text.Words[place - 1] is not { IsCapitalised: true, IsContent: true } before || name.Any(word => word.Term == before.Term))
        || (sentence.Context.Terms.Contains(name[^1].Term)
            && (IsOpen(sentence) || sentence.Text.Words.FirstOrDefault(word => word.IsContent) is not { IsCapitalised: true } other
                || statement.Terms.Contains(other.Term) || sentence.Context.Terms.Contains(other.Term) || GroundingWords.Plain.Contains(other.Folded)));

    /// <summary>The sentence begins with a pronoun.</summary>
    private static bool IsOpen(QuotedSentence sentence) => sentence.Text.Words.Take(Beginning).Any(word => GroundingWords.Pronoun.Contains(word.Folded));

    private static bool Knows(QuotedSentence sentence, GroundingWord word) => sentence.Text.Terms.Contains(word.Term) || sentence.Context.Terms.Contains(word.Term);

    private static bool Divides(GroundingWord word) =>
        word.Folded is "and" or "but" or "while" or "whereas" or "who" or "which" or "und" or "aber" or "wahrend" or "и" or "но" or "а";
}
