using ResearchBot.Core.Answering.Grounding;

namespace ResearchBot.Tests.Answering.Proof;

/// <summary>Bars: what was twisted by hand is dropped, what was only put in other words is kept. The rules were found on the first two lists, so the others say more.</summary>
public sealed class HandStatementsTests(ITestOutputHelper output)
{
    [Fact]
    public void A_twisted_statement_is_dropped() => Count(TwistedStatements.All, statement => Check(statement) is not null).ShouldBe(1);

    [Fact]
    public void A_rephrased_statement_is_kept() => Count(RephrasedStatements.All, statement => Check(statement) is null).ShouldBeGreaterThanOrEqualTo(0.97);

    [Fact]
    public void Twisted_statements_written_after_the_rules_are_mostly_dropped() =>
        Count(UnseenStatements.Twisted, statement => Check(statement) is not null).ShouldBeGreaterThanOrEqualTo(0.82);

    [Fact]
    public void Rephrased_statements_written_after_the_rules_are_mostly_kept() =>
        Count(UnseenStatements.Rephrased, statement => Check(statement) is null).ShouldBeGreaterThanOrEqualTo(0.82);

    private double Count(HandStatement[] statements, Func<HandStatement, bool> isRight)
    {
        foreach (var group in statements.GroupBy(statement => statement.Kind))
        {
            output.WriteLine($"{group.Key}: {group.Count(isRight)} of {group.Count()}");
        }

        foreach (var statement in statements.Where(statement => !isRight(statement)))
        {
            output.WriteLine($"wrong ({statement.Kind}): {statement.Quotes} -> {statement.Text} {Check(statement)}");
        }

        return (double)statements.Count(isRight) / statements.Length;
    }

    private static GroundingFault? Check(HandStatement statement) =>
        GroundingCheck.Check(statement.Text, [.. statement.Quotes.Split(" | ").Select(quote => new GroundingQuote(quote, statement.Title))], "");
}
