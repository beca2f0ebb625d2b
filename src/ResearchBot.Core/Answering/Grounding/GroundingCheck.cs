using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Grounding;

/// <summary>Checks that a statement says no more than the sentences that it rests on, by words alone: no model, no network. What cannot be proved by
/// words is not proved: a statement in another language than its quotes has their figures and names, but too few of their words, and fails.</summary>
public static class GroundingCheck
{
    /// <summary>The first thing that the quotes do not bear out, or null where they bear the statement out.</summary>
    /// <param name="statement">One sentence of a model.</param>
    /// <param name="quotes">What it rests on, cut from the store.</param>
    /// <param name="question">What was asked, standing alone; it may name the subject where the quote says "it" or "the tower".</param>
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
/// <param name="Kind">What is wrong.</param>
/// <param name="Word">Where it was seen, as the statement writes it, or the word of the quote that it lacks.</param>
public sealed record GroundingFault(GroundingFaultKind Kind, string Word);

/// <summary>What a statement says that its quotes do not.</summary>
public enum GroundingFaultKind
{
    /// <summary>A number, or how it is bounded ("more than").</summary>
    Figure,

    /// <summary>What a number counts or is measured in.</summary>
    Unit,

    /// <summary>A day, month or year.</summary>
    Date,

    /// <summary>A name, or the first and last name of two people.</summary>
    Name,

    /// <summary>It denies what they say, or says what they deny.</summary>
    Negation,

    /// <summary>What it speaks about.</summary>
    Subject,

    /// <summary>Other words: not theirs, in another order, or without their "may".</summary>
    Words,
}

/// <summary>What a statement may rest on.</summary>
/// <param name="Text">Whole sentences, cut from the stored text.</param>
/// <param name="Context">The document's title, its headings, the sentence before: it may say who "he" is and spell a name out. It proves no
/// figure.</param>
public sealed record GroundingQuote(string Text, string Context);
