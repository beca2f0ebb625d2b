using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Grounding;

/// <summary>Checks by words alone that a statement says no more than its quotes, without a model or network. What cannot be proved fails; a statement in
/// another language than its quotes shares too few of their words and fails too.</summary>
public static class GroundingCheck
{
    /// <summary>The first thing that the quotes do not support, or null if they support the statement.</summary>
    /// <param name="question">The question, standing alone; it may name the subject if the quote says "it" or "the tower".</param>
    public static GroundingFault? Check(string statement, IReadOnlyList<GroundingQuote> quotes, string question)
    {
        if (quotes.Any(quote => QuoteFinder.Find(quote.Text, statement, new TextRange(0, quote.Text.Length)) is { } found && found.Length == quote.Text.Length))
        {
            return null; // the quote itself
        }

        var evidence = new Evidence(quotes, question);
        var own = LanguageRecogniser.Recognise(statement);
        var read = new GroundingText(statement, evidence.Language, own == Language.Unknown ? evidence.Language : own);
        return FigureCheck.Check(read, evidence)
            ?? NameCheck.Check(read, evidence)
            ?? PolarityCheck.Check(read, evidence)
            ?? OpposedCheck.Check(read, evidence)
            ?? HedgeCheck.Check(read, evidence)
            ?? AlignmentCheck.Check(read, evidence)
            ?? SlotCheck.Check(read, evidence)
            ?? RoleCheck.Check(read, evidence)
            ?? JoinCheck.Check(read, evidence)
            ?? WordCheck.Check(read, evidence);
    }
}

/// <summary>Why a statement is not proved by its quotes.</summary>
/// <param name="Word">The offending word of the statement, or the word of the quote that it lacks.</param>
public sealed record GroundingFault(GroundingFaultKind Kind, string Word);

/// <summary>What a statement says that its quotes do not.</summary>
public enum GroundingFaultKind
{
    /// <summary>A number, or its bound ("more than").</summary>
    Figure,

    /// <summary>What a number counts or is measured in.</summary>
    Unit,

    /// <summary>A day, month or year.</summary>
    Date,

    /// <summary>A name, or one person's first name with another's last name.</summary>
    Name,

    /// <summary>It denies what they say, or the opposite.</summary>
    Negation,

    /// <summary>Its subject.</summary>
    Subject,

    /// <summary>Other words: not theirs, in another order, or without their "may".</summary>
    Words,
}

/// <summary>What a statement may rest on: whole sentences of the stored text.</summary>
/// <param name="Context">The document's title, headings and the sentence before: may resolve "he" and spell out a name, but proves no figure.</param>
public sealed record GroundingQuote(string Text, string Context);
