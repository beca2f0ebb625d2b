namespace ResearchBot.Core.Answering.Grounding;

/// <summary>Requires each number and date of a statement in a quoted sentence, with the same value, bound and unit.</summary>
internal static class FigureCheck
{
    public static GroundingFault? Check(GroundingText statement, Evidence evidence) =>
        statement.Dates.Select(date => CheckDate(date, evidence)).FirstOrDefault(fault => fault is not null)
        ?? statement.Quantities.Select(quantity => CheckQuantity(quantity, statement, evidence)).FirstOrDefault(fault => fault is not null);

    private static GroundingFault? CheckDate(DateMention date, Evidence evidence) =>
        evidence.Sentences.Any(sentence => sentence.Text.Dates.Any(date.IsIn)
            || (date.Day is null && date.Month is null && sentence.Text.Quantities.Any(quantity => quantity.Value == date.Year)))
            ? null
            : new GroundingFault(GroundingFaultKind.Date, date.Written);

    private static GroundingFault? CheckQuantity(Quantity quantity, GroundingText statement, Evidence evidence)
    {
        var same = evidence.Sentences.SelectMany(sentence => sentence.Text.Quantities.Select(other => (sentence.Text, Other: other)))
            .Where(pair => pair.Other.Value == quantity.Value && AreOfOneKind(pair.Other.Kind, quantity.Kind)).ToArray();
        if (quantity.Kind == QuantityKind.Year && evidence.Sentences.Any(sentence => sentence.Text.Dates.Any(date => date.Year == (int)quantity.Value)))
        {
            return null;
        }

        if (same.Length == 0)
        {
            return IsOfName(quantity, statement, evidence) || IsPair(quantity, evidence) || quantity.Value == 1 && char.IsLetter(quantity.Written[0]) && IsSingle(quantity, evidence)
                ? null
                : new GroundingFault(quantity.Kind is QuantityKind.Year or QuantityKind.Decade ? GroundingFaultKind.Date : GroundingFaultKind.Figure, quantity.Written);
        }

        if (!same.Any(pair => Allows(pair.Other.Bound, quantity.Bound)))
        {
            return new GroundingFault(GroundingFaultKind.Figure, quantity.Written);
        }

        return quantity.Kind is QuantityKind.Year or QuantityKind.Decade || IsAsked(quantity, evidence) || same.Any(pair => AreOfOneUnit(quantity, pair.Other, statement, pair.Text))
            ? null
            : new GroundingFault(GroundingFaultKind.Unit, quantity.Units[0]);
    }

    /// <summary>"season 9", "PS3": a number in a name, which a title may supply.</summary>
    private static bool IsOfName(Quantity quantity, GroundingText statement, Evidence evidence)
    {
        if (quantity.First == 0 || quantity.Kind != QuantityKind.Count || quantity.Value is < 1 or >= 100 || quantity.Value % 1 != 0)
        {
            return false;
        }

        var before = statement.Words[quantity.First - 1];
        return (before.IsCapitalised || GroundingWords.Numbered.Contains(before.Folded))
            && evidence.Sentences.Select(sentence => sentence.Context).Append(evidence.Question).Any(text => text.Quantities.Any(other =>
                other.Value == quantity.Value && other.First > 0 && text.Words[other.First - 1].Term == before.Term && !IsFollowed(text, other)));
    }

    private static bool IsFollowed(GroundingText text, Quantity quantity) =>
        quantity.Last + 1 < text.Words.Count && text.Words[quantity.Last + 1] is { IsContent: true } next && next.Clause == text.Words[quantity.Last].Clause;

    private static bool IsPair(Quantity quantity, Evidence evidence) =>
        quantity.Value == 2 && evidence.Sentences.Any(sentence => sentence.Text.Words.Any(word => word.Folded is "both" or "pair" or "couple" or "twin" or "beide" or "оба"));

    private static bool AreOfOneKind(QuantityKind quoted, QuantityKind stated) =>
        quoted == stated || (quoted is QuantityKind.Count or QuantityKind.Year && stated is QuantityKind.Count or QuantityKind.Year);

    /// <summary>"about" may be added to a number, never removed.</summary>
    private static bool Allows(Bound quoted, Bound stated) => quoted == stated || (quoted == Bound.Exact && stated == Bound.About);

    /// <summary>"one door" for "a door".</summary>
    private static bool IsSingle(Quantity one, Evidence evidence) =>
        one.Units.Count == 0 || evidence.Sentences.Any(sentence => sentence.Text.Words.Any(word => NumberNames.UnitOf(word.Stem) == one.Units[0]));

    private static bool AreOfOneUnit(Quantity stated, Quantity quoted, GroundingText statement, GroundingText sentence) =>
        stated.Units.Count == 0 || (stated.Kind == QuantityKind.Ordinal && !char.IsDigit(stated.Written[0]))
        || quoted.Units.Contains(stated.Units[0])
        || (!stated.Units[0].StartsWith("unit", StringComparison.Ordinal) && quoted.Units.Count == 0 && Precedes(stated.Units[0], quoted, sentence))
        || (stated.Units.Count > 1 && quoted.Units.Contains(stated.Units[1]) && Precedes(stated.Units[0], sentence));

    /// <summary>The question's noun for the same count: "the three components" if the quote has three elements.</summary>
    private static bool IsAsked(Quantity stated, Evidence evidence) =>
        stated.Units.Count > 0 && evidence.Question.Quantities.Any(asked => asked.Value == stated.Value && asked.Units.Contains(stated.Units[0]));

    private static bool Precedes(string unit, Quantity quoted, GroundingText sentence) =>
        sentence.Words.Take(quoted.First).Any(word => NumberNames.UnitOf(word.Stem) == unit);

    private static bool Precedes(string unit, GroundingText sentence) => sentence.Words.Any(word => NumberNames.UnitOf(word.Stem) == unit);
}
