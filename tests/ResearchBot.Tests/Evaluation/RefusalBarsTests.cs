using ResearchBot.Evaluation;

namespace ResearchBot.Tests.Evaluation;

/// <summary>What refusing has to reach on the open sets.</summary>
public sealed class RefusalBarsTests
{
    [Fact]
    public async Task Confidence_tells_natural_questions_with_an_answer_from_those_without() =>
        (await OpenSets.MeasureByWordsAsync("clapnq-dev")).RefusalAuroc.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0.79);

    [Fact]
    public async Task Confidence_tells_whether_the_paragraph_that_answers_is_there() =>
        (await OpenSets.MeasureByWordsAsync("xquad-en", withoutRelevant: true)).RefusalAuroc.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0.92);

    [Fact]
    public async Task Natural_questions_are_answered_and_many_of_those_without_an_answer_refused()
    {
        var figures = await OpenSets.MeasureByWordsAsync("clapnq-dev");
        figures.ShouldSatisfyAllConditions(
            () => figures.AnsweredRate.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0.65),
            () => figures.RefusedAt92.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0.30));
    }

    [Fact]
    public async Task Most_questions_are_refused_where_the_paragraph_that_answers_is_gone() =>
        (await OpenSets.MeasureByWordsAsync("xquad-en", withoutRelevant: true)).RefusedRate.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0.80);
}
