using ResearchBot.Evaluation;

namespace ResearchBot.Tests.Evaluation;

/// <summary>What ranking and extraction have to reach on the open sets by words alone.</summary>
public sealed class RankingBarsTests
{
    [Theory]
    [InlineData("xquad-en", 0.973)]
    [InlineData("xquad-de", 0.960)]
    [InlineData("xquad-ru", 0.955)]
    [InlineData("xquad-zh", 0.960)]
    [InlineData("clapnq-dev", 0.953)]
    [InlineData("ramdocs", 0.808)]
    [InlineData("pubmedqa", 0.978)]
    public async Task The_first_ten_documents_are_well_ordered(string set, double ndcg) =>
        (await OpenSets.MeasureByWordsAsync(set)).NdcgAt10.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(ndcg);

    [Theory]
    [InlineData("xquad-en", 0.79, 0.93)]
    [InlineData("clapnq-dev", 0.64, 0.88)]
    [InlineData("ramdocs", 0.60, 0.80)]
    public async Task A_known_answer_is_among_the_first_sentences(string set, double first, double firstThree)
    {
        var figures = await OpenSets.MeasureByWordsAsync(set);
        figures.HitAt1.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(first);
        figures.HitAt3.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(firstThree);
    }
}
