using ResearchBot.Core.Answering.Grounding;

namespace ResearchBot.Tests.Answering.Proof;

/// <summary>Bar: of 1,000 statements on a true quote in which one thing was changed, 95 % are dropped, and none of the unchanged ones.</summary>
public sealed class ChangedStatementsTests(ITestOutputHelper output)
{
    private static readonly (string Set, double Share, string[] Kinds)[] Plan =
    [
        ("clapnq-dev", 0.3, StatementChanger.Kinds),
        ("ramdocs", 0.2, StatementChanger.Kinds),
        ("xquad-en", 0.2, StatementChanger.Kinds),
        ("pubmedqa", 0.1, ["figure", "unit", "negation", "subject"]),
        ("xquad-de", 0.1, ["figure", "name", "date", "negation", "subject"]),
        ("xquad-ru", 0.1, ["figure", "name", "date", "negation"]),
        ("xquad-zh", 0.1, ["figure", "date", "negation"]),
    ];

    [Fact]
    public void A_statement_with_one_thing_changed_is_dropped_and_the_true_one_kept()
    {
        var changes = Changes(TestScale.Of(1_000));
        var kept = changes.Where(change => Check(change.Text, change.Source) is null).ToArray();
        foreach (var group in changes.GroupBy(change => change.Kind).Concat(changes.GroupBy(change => change.Source.Set)))
        {
            output.WriteLine($"{group.Key}: {group.Count(change => !kept.Contains(change))} of {group.Count()} dropped ({group.Count(change => change.IsNear)} near, {group.Count(change => change.IsNear && kept.Contains(change))} of them kept)");
        }

        foreach (var change in kept)
        {
            output.WriteLine($"kept ({change.Kind}): {change.Text}\n    {change.Source.Text}");
        }

        foreach (var change in changes.DistinctBy(change => change.Source))
        {
            Check(change.Source.Text, change.Source).ShouldBeNull(change.Source.Text);
        }

        ((double)kept.Length / changes.Count).ShouldBeLessThanOrEqualTo(0.05);
        changes.Count.ShouldBeGreaterThanOrEqualTo(TestScale.Of(1_000) * 9 / 10);
    }

    internal static List<ChangedStatement> Changes(int count) =>
        [.. Plan.SelectMany(plan =>
        {
            var changer = new StatementChanger(DataSentences.Of(plan.Set), seed: 8);
            return plan.Kinds.SelectMany(kind => changer.Make(kind, (int)Math.Ceiling(count * plan.Share / 1.2 / plan.Kinds.Length * 1.1)));
        })];

    private static GroundingFault? Check(string statement, DataSentence source) =>
        GroundingCheck.Check(statement, [new GroundingQuote(source.Text, $"{source.Title}\n{source.Before}")], $"What is said about {source.Title}?");
}
