using ResearchBot.Evaluation;

namespace ResearchBot.Tests.Evaluation;

/// <summary>What ranking and extraction have to reach on the open sets with the built-in encoder; the two large ones at full scale only.</summary>
public sealed class SemanticBarsTests
{
    /// <summary>The two large sets take minutes.</summary>
    public static TheoryData<string, double> Sets => TestScale.IsFull
        ? new() { { "xquad-en", 0.977 }, { "clapnq-dev", 0.965 }, { "ramdocs", 0.810 }, { "pubmedqa", 0.979 } }
        : new() { { "xquad-en", 0.977 }, { "clapnq-dev", 0.965 } };

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task The_first_ten_documents_are_well_ordered(string set, double ndcg) =>
        (await OpenSets.MeasureAsync(set)).NdcgAt10.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(ndcg);

    [Theory]
    [InlineData("xquad-en", 0.80)]
    [InlineData("clapnq-dev", 0.67)]
    public async Task A_known_answer_is_the_first_sentence(string set, double first) =>
        (await OpenSets.MeasureAsync(set)).HitAt1.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(first);

    [Fact]
    public async Task A_question_in_a_language_that_the_encoder_does_not_know_is_searched_by_words_as_before()
    {
        var words = await OpenSets.MeasureByWordsAsync("xquad-de");
        var both = await OpenSets.MeasureAsync("xquad-de");
        both.NdcgAt10.ShouldBe(words.NdcgAt10);
        both.HitAt1.ShouldBe(words.HitAt1);
    }
}
