using ResearchBot.Readers;
using Shouldly;
using Xunit;
using static ResearchBot.Tests.Readers.Office.OfficeFiles;

namespace ResearchBot.Tests.Readers.Office;

public sealed class SlideTests
{
    [Fact]
    public void A_slide_is_its_title_its_items_with_levels_and_its_notes()
    {
        var document = Files.Read("a.pptx", Pptx(
            [Sp("body", Ap("One") + Ap("Deeper", "lvl=\"1\"") + "<a:p><a:pPr><a:buNone/></a:pPr><a:r><a:t>Plain</a:t></a:r></a:p>") + Sp("title", Ap("Plan")) + Sp("sldNum", Ap("1")),
                Sp("title", Ap("Next")) + Sp(null, Numbered("First") + Numbered("Second"))],
            ("ppt/slides/_rels/slide1.xml.rels", Rels(("n", "notesSlide", "../notesSlides/n1.xml"), ("l", "slideLayout", "../slideLayouts/l1.xml"))),
            ("ppt/notesSlides/n1.xml", Slide("notes", Tree(Sp("body", Ap("Say hello.")) + Sp("sldNum", Ap("1"))))),
            ("ppt/slideLayouts/l1.xml", Slide("sldLayout", Tree(Sp("title", "") + Sp("body", "")))),
            ("ppt/slideLayouts/_rels/l1.xml.rels", Rels(("m", "slideMaster", "../slideMasters/m1.xml"))),
            ("ppt/slideMasters/m1.xml", Slide("sldMaster", "<p:txStyles><p:bodyStyle><a:lvl1pPr><a:buChar char=\"-\"/></a:lvl1pPr><a:lvl2pPr><a:buChar char=\"-\"/></a:lvl2pPr></p:bodyStyle></p:txStyles>"))));

        document.Outline().ShouldBe(
        [
            "Heading1: Plan", "Item1 [•]: One", "Item2 [•]: Deeper", "Paragraph: Plain", "Note: Say hello.",
            "Heading1: Next", "Item1 [1)]: First", "Item1 [2)]: Second",
        ]);
        document.Places.Select(place => place.Slide).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_slide_without_a_title_does_not_stand_under_the_one_before()
    {
        var document = Files.Read("a.pptx", Pptx([Sp("title", Ap("Plan")), Sp(null, Ap("Costs")) + Sp(null, Ap("Ten euros."))]));

        document.SectionOf("Ten euros.").ShouldBe("Costs");
    }

    [Fact]
    public void A_hidden_slide_and_what_lies_beside_a_slide_are_hidden()
    {
        var beside = "<a:xfrm><a:off x=\"9999999\" y=\"0\"/><a:ext cx=\"100\" cy=\"100\"/></a:xfrm>";
        var document = Files.Read("a.pptx", Pptx(
            [Sp("title", Ap("Seen")) + Sp(null, Ap("Beside"), beside), Slide("sld", Tree(Sp("title", Ap("Unseen"))), "show=\"0\"")]));

        document.Blocks.Select(block => block.Hidden).ShouldBe([false, true, true]);
    }

    [Fact]
    public void Tables_charts_and_diagrams_of_a_slide_are_read()
    {
        var table = "<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow=\"1\"/>"
            + Tr("Name", "Age") + Tr("Ada", "36") + "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>";
        var chart = "<p:graphicFrame><a:graphic><a:graphicData><c:chart r:id=\"c\"/></a:graphicData></a:graphic></p:graphicFrame>";
        var diagram = "<p:graphicFrame><a:graphic><a:graphicData><dgm:relIds r:dm=\"d\"/></a:graphicData></a:graphic></p:graphicFrame>";
        var document = Files.Read("a.pptx", Pptx(
            [Sp("title", Ap("All")) + table + chart + diagram],
            ("ppt/slides/_rels/slide1.xml.rels", Rels(("c", "chart", "../charts/c.xml"), ("d", "diagramData", "../diagrams/d.xml"))),
            ("ppt/charts/c.xml", Charts.Bars),
            ("ppt/diagrams/d.xml", Slide("dataModel", "<dgm:ptLst><dgm:pt><dgm:t>" + Ap("Step one") + "</dgm:t></dgm:pt><dgm:pt type=\"pres\"><dgm:t>" + Ap("no") + "</dgm:t></dgm:pt></dgm:ptLst>"))));

        document.Outline().ShouldBe(
        [
            "Heading1: All", "Header: Name\tAge", "Row <1: Ada\t36", "Caption: Sales", "Header: \t2023\t2024", "Row <4: North\t1.5\t2", "Row <4: South\t3",
            "Paragraph: Step one",
        ]);
    }

    [Fact]
    public void A_damaged_slide_costs_only_itself()
    {
        var document = Files.Read("a.pptx", Pptx([Sp("title", Ap("One")), "<not", Sp("title", Ap("Three"))]));

        document.Outline().ShouldBe(["Heading1: One", "Heading1: Three"]);
        document.Remarks.ShouldBe(["Slide 2 was not read whole: it is damaged or missing."]);
        document.Places[^1].Slide.ShouldBe(3);
    }

    private static string Numbered(string text) => $"<a:p><a:pPr><a:buAutoNum type=\"arabicParenR\"/></a:pPr><a:r><a:t>{text}</a:t></a:r></a:p>";

    private static string Tr(params string[] cells) =>
        "<a:tr>" + string.Concat(cells.Select(cell => $"<a:tc><a:txBody>{Ap(cell)}</a:txBody></a:tc>")) + "</a:tr>";
}
