using ResearchBot.Evaluation;

namespace ResearchBot.Tests.Evaluation;

/// <summary>What ranking and extraction have to reach on the open sets with the built-in encoder; the two large ones at full scale only, and of clapnq-dev a part otherwise, with bars of its own.</summary>
public sealed class SemanticBarsTests
{
    /// <summary>The two large sets take minutes.</summary>
    public static TheoryData<string, double> Sets => TestScale.IsFull
        ? new() { { "xquad-en", 0.984 }, { "clapnq-dev", 0.984 }, { "ramdocs", 0.840 }, { "pubmedqa", 0.989 } }
        : new() { { "xquad-en", 0.984 }, { "clapnq-dev", 0.970 } };

    public static TheoryData<string, double> FirstSentences => new() { { "xquad-en", 0.81 }, { "clapnq-dev", TestScale.IsFull ? 0.72 : 0.58 } };

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task The_first_ten_documents_are_well_ordered(string set, double ndcg) =>
        (await OpenSets.MeasureAsync(set)).NdcgAt10.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(ndcg);

    [Theory]
    [MemberData(nameof(FirstSentences))]
    public async Task A_known_answer_is_the_first_sentence(string set, double first) =>
        (await OpenSets.MeasureAsync(set)).HitAt1.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(first);

    [Fact]
    public async Task A_question_in_a_language_that_the_encoder_does_not_know_is_searched_by_words_as_before()
    {
        var words = await OpenSets.MeasureByWordsAsync("xquad-de");
        var both = await OpenSets.MeasureAsync("xquad-de");
        both.NdcgAt10.ShouldBe(words.NdcgAt10);
        both.HitAt1.ShouldNotBeNull().ShouldBe(words.HitAt1.ShouldNotBeNull(), 0.005); // a question of few words may be taken for English
    }

    [Fact]
    public async Task Confidence_tells_natural_questions_with_an_answer_from_those_without_better_than_by_words()
    {
        var figures = await OpenSets.MeasureAsync("clapnq-dev");
        var (auroc, refused) = TestScale.IsFull ? (0.84, 0.44) : (0.88, 0.55); // those of a part are easier told apart
        figures.ShouldSatisfyAllConditions(
            () => figures.RefusalAuroc.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(auroc),
            () => figures.RefusedAt92.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(refused),
            () => figures.CalibrationError.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(TestScale.IsFull ? 0.08 : 0.15));
    }

    [Fact]
    public async Task Most_questions_are_refused_where_the_paragraph_that_answers_is_gone()
    {
        Assert.SkipUnless(TestScale.IsFull, "It asks 600 questions twice.");
        var figures = await OpenSets.MeasureAsync("xquad-en", withoutRelevant: true);
        figures.ShouldSatisfyAllConditions(
            () => figures.RefusalAuroc.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0.955),
            () => figures.RefusedAt92.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0.85),
            () => figures.CalibrationError.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(0.08));
    }
}
