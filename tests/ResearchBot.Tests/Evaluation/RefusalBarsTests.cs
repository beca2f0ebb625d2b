namespace ResearchBot.Tests.Evaluation;

/// <summary>What refusing has to reach on the open sets.</summary>
public sealed class RefusalBarsTests
{
    [Fact]
    public void Confidence_tells_natural_questions_with_an_answer_from_those_without() =>
        OpenSets.Measure("clapnq-dev").RefusalAuroc.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0.79);

    [Fact]
    public void Confidence_tells_whether_the_paragraph_that_answers_is_there() =>
        OpenSets.Measure("xquad-en", withoutRelevant: true).RefusalAuroc.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0.92);

    [Fact]
    public void Natural_questions_are_answered_and_many_of_those_without_an_answer_refused()
    {
        var figures = OpenSets.Measure("clapnq-dev");
        figures.ShouldSatisfyAllConditions(
            () => figures.AnsweredRate.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0.90),
            () => figures.RefusedRate.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0.40));
    }

    [Fact]
    public void Most_questions_are_refused_where_the_paragraph_that_answers_is_gone() =>
        OpenSets.Measure("xquad-en", withoutRelevant: true).RefusedRate.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(0.80);
}
