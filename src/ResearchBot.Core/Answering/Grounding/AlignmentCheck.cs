using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Grounding;

/// <summary>If a statement repeats a sentence except for a word or two, those words decide whether it is false.</summary>
internal static class AlignmentCheck
{
    /// <summary>The share of its words that a statement must have in common with a sentence to count as repeating it.</summary>
    private const double Repeats = 0.7;

    /// <summary>A longer difference is a paraphrase, not a replaced word.</summary>
    private const int Longest = 4;

    public static GroundingFault? Check(GroundingText statement, Evidence evidence)
    {
        var closest = evidence.Sentences.Select(sentence => new Alignment(statement, sentence.Text)).MaxBy(alignment => alignment.Share);
        return closest is null || closest.Share < Repeats ? null
            : closest.Differences().Select(difference => Judge(difference.Own, difference.Quoted, statement, evidence)).FirstOrDefault(fault => fault is not null);
    }

    private static GroundingFault? Judge(ArraySegment<GroundingWord> own, ArraySegment<GroundingWord> quoted, GroundingText statement, Evidence evidence)
    {
        if (own.Count > Longest || quoted.Count > Longest)
        {
            return null;
        }

        if (own.Count + quoted.Count <= 2 && (Denies(own), Denies(quoted)) is (true, false) or (false, true))
        {
            return new GroundingFault(GroundingFaultKind.Negation, own.Concat(quoted).First(word => GroundingWords.Denial.Contains(word.Folded)).Written);
        }

        var changed = own.FirstOrDefault(word => word.IsContent && !evidence.Says(word) && !statement.IsMeasure(word) && !NumberNames.IsNumber(word.Folded) && !IsSame(word, quoted) && !(GroundingWords.Plain.Contains(word.Folded) && !Begins(word, statement)));
        var lost = quoted.Any(word => word.IsContent && NumberNames.MonthOf(word) is null && !statement.Terms.Contains(word.Term));
        return changed is null || !lost || IsReference(quoted) || IsAskedFor(changed, statement, evidence) || evidence.IsSpelling(changed) ? null
            : new GroundingFault(changed.IsCapitalised ? GroundingFaultKind.Name : changed.Start == statement.Words[0].Start ? GroundingFaultKind.Subject : GroundingFaultKind.Words, changed.Written);
    }

    /// <summary>A generic word at the beginning of a statement names its subject: "the party".</summary>
    private static bool Begins(GroundingWord word, GroundingText statement) => statement.Words.Take(3).Contains(word);

    /// <summary>The question's noun instead of the quote's: "the three components" for three elements. Its names and verbs prove nothing.</summary>
    private static bool IsAskedFor(GroundingWord word, GroundingText statement, Evidence evidence) =>
        !word.IsCapitalised && evidence.IsAsked(word)
        && statement.Words.TakeWhile(other => other.Start < word.Start).TakeLast(2).Any(other => GroundingWords.Reference.Contains(other.Folded));

    /// <summary>"likely" for "probably", "fell" for "declined".</summary>
    private static bool IsSame(GroundingWord word, ArraySegment<GroundingWord> quoted) =>
        quoted.Any(other => GroundingWords.AreAlike(word.Folded, other.Folded));

    private static bool Denies(ArraySegment<GroundingWord> words) => words.Any(word => GroundingWords.Denial.Contains(word.Folded));

    /// <summary>"it", "the tower": the statement may say what that is.</summary>
    private static bool IsReference(ArraySegment<GroundingWord> quoted) => quoted.Any(word => GroundingWords.Reference.Contains(word.Folded));
}

/// <summary>Aligns a statement with a quoted sentence: their longest common subsequence of words.</summary>
internal sealed class Alignment
{
    private readonly GroundingText _statement;
    private readonly GroundingText _sentence;
    private readonly List<(int Own, int Quoted)> _pairs = [];

    public Alignment(GroundingText statement, GroundingText sentence)
    {
        _statement = statement;
        _sentence = sentence;
        var (own, quoted) = (statement.Words, sentence.Words);
        var width = quoted.Count + 1;
        var longest = new int[(own.Count + 1) * width];
        for (var i = own.Count - 1; i >= 0; i--)
        {
            for (var j = quoted.Count - 1; j >= 0; j--)
            {
                longest[(i * width) + j] = own[i].Term == quoted[j].Term
                    ? longest[((i + 1) * width) + j + 1] + 1
                    : Math.Max(longest[((i + 1) * width) + j], longest[(i * width) + j + 1]);
            }
        }

        for (var (i, j) = (0, 0); i < own.Count && j < quoted.Count;)
        {
            if (own[i].Term == quoted[j].Term)
            {
                _pairs.Add((i++, j++));
            }
            else if (longest[((i + 1) * width) + j] >= longest[(i * width) + j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
    }

    /// <summary>The share of the statement's words that occur in the sentence in the same order.</summary>
    public double Share => _statement.Words.Count == 0 ? 0 : (double)_pairs.Count / _statement.Words.Count;

    /// <summary>The differences: what each has instead of the other, between common words or at the ends.</summary>
    public IEnumerable<(ArraySegment<GroundingWord> Own, ArraySegment<GroundingWord> Quoted)> Differences()
    {
        var (own, quoted) = (-1, -1);
        foreach (var (i, j) in _pairs.Append((_statement.Words.Count, _sentence.Words.Count)))
        {
            if (i > own + 1 || j > quoted + 1)
            {
                yield return (_statement.Part(own + 1, i), _sentence.Part(quoted + 1, j));
            }

            (own, quoted) = (i, j);
        }
    }
}

/// <summary>Checks that words have not changed places, such as those after "from" and "to".</summary>
internal static class SlotCheck
{
    public static GroundingFault? Check(GroundingText statement, Evidence evidence)
    {
        var own = Slots(statement);
        var all = evidence.Sentences.ConvertAll(sentence => Slots(sentence.Text));
        foreach (var quoted in all)
        {
            var shared = own.Where(slot => quoted.ContainsKey(slot.Key) && !all.Exists(other => other.TryGetValue(slot.Key, out var same) && IsSame(slot.Value, same))).Select(slot => (Own: slot.Value, Quoted: quoted[slot.Key])).ToArray();
            foreach (var (one, was) in shared)
            {
                if ((IsTurned(one.Preposition, was.Preposition) && !all.Exists(other => other.TryGetValue(one.Word.Term, out var same) && same.Preposition == one.Preposition))
                    || Array.Exists(shared, pair => AreSwapped(one, was, pair.Own, pair.Quoted)))
                {
                    return new GroundingFault(GroundingFaultKind.Words, one.Word.Written);
                }
            }
        }

        return null;
    }

    private static bool IsSame(Slot one, Slot other) => (one.Preposition, one.Lead) == (other.Preposition, other.Lead);

    private static bool AreSwapped(Slot one, Slot oneWas, Slot other, Slot otherWas) =>
        one.Preposition != oneWas.Preposition && one.Preposition is not null && oneWas.Preposition is not null
            ? (one.Preposition, other.Preposition) == (otherWas.Preposition, oneWas.Preposition)
            : one.Preposition is not null && one.Preposition == oneWas.Preposition && other.Preposition == one.Preposition && otherWas.Preposition == one.Preposition
                && one.Lead != oneWas.Lead && one.Lead != 0 && oneWas.Lead != 0 && (one.Lead, other.Lead) == (otherWas.Lead, oneWas.Lead);

    private static bool IsTurned(string? one, string? other) => (one, other) is
        ("from", "to") or ("from", "until") or ("from", "till") or ("to", "from") or ("until", "from") or ("before", "after") or ("after", "before")
        or ("von", "bis") or ("bis", "von") or ("vor", "nach") or ("nach", "vor") or ("ab", "bis") or ("bis", "ab");

    /// <summary>Words that occur once in the text, with the preposition before them and the content word before that.</summary>
    private static Dictionary<ulong, Slot> Slots(GroundingText text)
    {
        var slots = new Dictionary<ulong, Slot>();
        var twice = new HashSet<ulong>();
        for (var i = 0; i < text.Words.Count; i++)
        {
            var word = text.Words[i];
            if (word.Kind is not (TokenKind.Word or TokenKind.Number))
            {
                continue;
            }

            var at = i - 1;
            while (at >= 0 && text.Words[at].Folded is "the" or "a" or "an" or "der" or "dem" or "den" or "die" or "das")
            {
                at--;
            }

            var preposition = at >= 0 && GroundingWords.Preposition.Contains(text.Words[at].Folded) ? text.Words[at].Folded : null;
            while (at >= 0 && !text.Words[at].IsContent)
            {
                at--;
            }

            if (!slots.TryAdd(word.Term, new Slot(word, preposition, at < 0 ? 0 : text.Words[at].Term)))
            {
                twice.Add(word.Term);
            }
        }

        foreach (var term in twice)
        {
            slots.Remove(term);
        }

        return slots;
    }

    private sealed record Slot(GroundingWord Word, string? Preposition, ulong Lead);
}
