using ResearchBot.Core.Search.Text;
using ResearchBot.Core.Search.Text.Languages;

namespace ResearchBot.Core.Answering.Proof;

/// <summary>
/// Checks that a statement says no more than the sentences that it rests on, by words alone: no model, no network. What
/// cannot be proved by words is not proved: a statement in another language than its quotes has their figures and names,
/// but too few of their words, and fails.
/// </summary>
public static class StatementProof
{
    /// <summary>The first thing that the quotes do not bear out, or null where they bear the statement out.</summary>
    /// <param name="statement">One sentence of a model.</param>
    /// <param name="quotes">What it rests on, cut from the store.</param>
    /// <param name="question">What was asked, standing alone; it may name the subject where the quote says "it" or "the tower".</param>
    public static ProofFault? Check(string statement, IReadOnlyList<ProofQuote> quotes, string question)
    {
        if (quotes.Any(quote => QuoteFinder.Find(quote.Text, statement, new TextRange(0, quote.Text.Length)) is { } found && found.Length == quote.Text.Length))
        {
            return null; // the quote itself
        }

        var evidence = new Evidence(quotes, question);
        var own = LanguageRecogniser.Recognise(statement);
        var read = new ProofText(statement, evidence.Language, own == Language.Unknown ? evidence.Language : own);
        return FigureProof.Check(read, evidence)
            ?? NameProof.Check(read, evidence)
            ?? PolarityProof.Check(read, evidence)
            ?? OpposedProof.Check(read, evidence)
            ?? HedgeProof.Check(read, evidence)
            ?? AlignmentProof.Check(read, evidence)
            ?? SlotProof.Check(read, evidence)
            ?? RoleProof.Check(read, evidence)
            ?? JoinProof.Check(read, evidence)
            ?? WordProof.Check(read, evidence);
    }
}
