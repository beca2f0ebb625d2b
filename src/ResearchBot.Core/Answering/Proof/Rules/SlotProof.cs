using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Answering.Proof;

/// <summary>What stands behind a "from" does not stand behind its "to", and two words have not changed places.</summary>
internal static class SlotProof
{
    public static ProofFault? Check(ProofText statement, Evidence evidence)
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
                    return new ProofFault(ProofFaultKind.Words, one.Word.Written);
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

    /// <summary>Words that stand once in the text, with the preposition before them and the word that says something before that.</summary>
    private static Dictionary<ulong, Slot> Slots(ProofText text)
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

            var preposition = at >= 0 && ProofWords.Preposition.Contains(text.Words[at].Folded) ? text.Words[at].Folded : null;
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

    private sealed record Slot(ProofWord Word, string? Preposition, ulong Lead);
}
