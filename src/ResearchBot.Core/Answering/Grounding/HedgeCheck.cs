namespace ResearchBot.Core.Answering.Grounding;

/// <summary>Keeps hedges and conditions: a "may" stays a "may", "some doctors" are not the doctors.</summary>
internal static class HedgeCheck
{
    private const int Close = 4;

    /// <summary>The share of its words that a statement must have in common with a conditional sentence to repeat it.</summary>
    private const double Repeats = 0.7;

    public static GroundingFault? Check(GroundingText statement, Evidence evidence) =>
        Hedges(statement, evidence) ?? Conditions(statement, evidence) ?? Some(statement, evidence) ?? OneOf(statement, evidence);

    private static GroundingFault? Hedges(GroundingText statement, Evidence evidence)
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
                    return new GroundingFault(GroundingFaultKind.Words, text.Words[i].Written);
                }
            }
        }

        return null;
    }

    private static GroundingFault? Conditions(GroundingText statement, Evidence evidence)
    {
        if (statement.Words.Any(word => GroundingWords.Condition.Contains(word.Folded)))
        {
            return null;
        }

        foreach (var text in evidence.Sentences.Select(sentence => sentence.Text))
        {
            for (var i = 0; i < text.Words.Count; i++)
            {
                if (GroundingWords.If.Contains(text.Words[i].Folded) && !(i > 0 && text.Words[i - 1].Folded is "as" or "even" or "only")
                    && !(i + 1 < text.Words.Count && text.Words[i + 1].Folded is "ever" or "any" or "not" or "so")
                    && !text.Words.Skip(i + 1).TakeWhile(word => word.Clause == text.Words[i].Clause).Any(word => word.IsContent && statement.Terms.Contains(word.Term) && !text.PlacesOf(word.Term).Any(place => text.Words[place].Clause != word.Clause))
                    && new Alignment(statement, text).Share >= Repeats)
                {
                    return new GroundingFault(GroundingFaultKind.Words, text.Words[i].Written);
                }
            }
        }

        return null;
    }

    private static GroundingFault? Some(GroundingText statement, Evidence evidence)
    {
        var subject = statement.Words.Take(2).FirstOrDefault(word => word.IsContent);
        if (subject is null || statement.Words.Take(2).TakeWhile(word => word != subject).Any(word => word.Folded != "the"))
        {
            return null;
        }

        var named = evidence.Sentences.Where(sentence => sentence.Text.Terms.Contains(subject.Term)).Select(sentence => sentence.Text).ToArray();
        foreach (var text in named)
        {
            foreach (var place in text.PlacesOf(subject.Term))
            {
                var before = place;
                while (before > 1 && text.Words[before - 1].Folded is "of" or "the")
                {
                    before--;
                }

                if (before > 0 && text.Words[before - 1].Folded is "some" or "few" or "half" or "manche" or "einige" or "некоторые" && text.Words[place].Written[^1] == subject.Written[^1]
                    && new Alignment(statement, text).Share >= Repeats)
                {
                    return new GroundingFault(GroundingFaultKind.Words, text.Words[before - 1].Written);
                }
            }
        }

        return null;
    }

    /// <summary>"one of the oldest" is not the oldest.</summary>
    private static GroundingFault? OneOf(GroundingText statement, Evidence evidence)
    {
        var most = statement.Words.FirstOrDefault(word => word.Folded.EndsWith("est", StringComparison.Ordinal) || word.Folded is "most");
        if (most is null || statement.Words.Any(word => word.Folded is "one" or "among" or "some"))
        {
            return null;
        }

        var said = evidence.Sentences.SelectMany(sentence => sentence.Text.PlacesOf(most.Term).Select(place => (sentence.Text.Words, Place: place))).ToArray();
        return said.Length > 0 && Array.TrueForAll(said, pair => pair.Words.Take(pair.Place).TakeLast(Close).Any(word => word.Folded is "one" or "among"))
            ? new GroundingFault(GroundingFaultKind.Words, most.Written)
            : null;
    }

    /// <summary>Whether the words occur close together in the statement, in this order.</summary>
    private static bool Follow(GroundingWord[] words, GroundingText statement) =>
        words is [var only] ? statement.Terms.Contains(only.Term)
        : statement.PlacesOf(words[0].Term).Any(first => statement.PlacesOf(words[1].Term).Any(second => second > first && second <= first + Close));

    private static bool IsHedge(IReadOnlyList<GroundingWord> words, int at) =>
        !words[at].IsCapitalised && (GroundingWords.Hedge.Contains(words[at].Folded)
            || (GroundingWords.HedgeBefore.Contains(words[at].Folded) && at + 1 < words.Count && words[at + 1].Folded is "to" or "that")
            || (words[at].Folded == "would" && at + 1 < words.Count && words[at + 1].Folded == "have"));
}
