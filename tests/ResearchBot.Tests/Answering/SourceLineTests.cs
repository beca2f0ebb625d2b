using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Documents;

namespace ResearchBot.Tests.Answering;

public sealed class SourceLineTests
{
    private static readonly CitedDocument Document = new("d1", "Prices", 2, "2026", "prices.xlsx", new Dictionary<string, string> { ["author"] = "Amalia" });

    [Fact]
    public void A_passage_is_said_to_stand_where_its_format_counts()
    {
        Line(new Place(3, "Costs", null)).ShouldBe("Prices · Amalia · page 3 · Costs · 2026 · version 2");
        Line(new Place(null, null, 9) { Sheet = "2026", Row = 7 }).ShouldBe("Prices · Amalia · sheet 2026 · row 7 · 2026 · version 2");
        Line(new Place(null, null, null) { Slide = 4 }).ShouldContain("slide 4");
        Line(new Place(null, null, null) { Cell = 5 }).ShouldContain("cell 5");
        Line(new Place(null, null, null) { Paragraph = 6 }).ShouldContain("paragraph 6");
        Line(new Place(null, null, 12) { Time = "00:01:02" }).ShouldContain("at 00:01:02 · line 12");
        SourceLine.Of(Document, new Place(null, null, null) { Slide = 4 }, AnswerWording.Of(AnswerWording.German)).ShouldContain("Folie 4");
    }

    private static string Line(Place place) => SourceLine.Of(Document, place, AnswerWording.Of(AnswerWording.English));
}
