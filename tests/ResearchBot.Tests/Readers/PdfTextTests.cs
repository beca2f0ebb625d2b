using ResearchBot.Readers;
using Shouldly;
using UglyToad.PdfPig.Core;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class PdfTextTests
{
    [Fact]
    public void Lines_become_paragraphs_and_a_larger_line_a_heading()
    {
        var document = new PdfFile()
            .Text(50, 60, "The water supply", size: 18)
            .Lines(50, 100, "The pump station delivers water to the upper town, where the", "reservoir holds enough for two days of ordinary use in summer.")
            .Lines(50, 150, "A second paragraph stands apart from it and says something else,", "as paragraphs do.")
            .Read();

        document.Outline().ShouldBe(
        [
            "Heading1: The water supply",
            "Paragraph: The pump station delivers water to the upper town, where the reservoir holds enough for two days of ordinary use in summer.",
            "Paragraph: A second paragraph stands apart from it and says something else, as paragraphs do.",
        ]);
        document.SectionOf("second paragraph").ShouldBe("The water supply");
    }

    [Fact]
    public void Two_columns_are_read_one_after_the_other()
    {
        var left = Enumerable.Range(1, 8).Select(line => $"Left line {line} of a text that runs on and").ToArray();
        var right = Enumerable.Range(1, 8).Select(line => $"right line {line} of the text that goes on and").ToArray();
        var document = new PdfFile().Text(50, 60, "A title that stands across both of the columns of the page", size: 16).Lines(50, 100, left).Lines(310, 100, right).Read();

        document.Text.ShouldContain("Left line 8 of a text that runs on and right line 1 of the text");
    }

    [Fact]
    public void A_hyphen_at_a_lines_end_goes_or_stays_as_the_rest_of_the_document_writes_the_word()
    {
        var document = new PdfFile()
            .Lines(50, 60, "The reservoir is old, and the long-term plan is not. In any year the reser-", "voir is cleaned twice, because the long-", "term plan demands that it is.")
            .Read();

        document.Text.ShouldContain("In any year the reservoir is cleaned twice, because the long-term plan demands");
    }

    [Fact]
    public void Bullets_and_numbers_are_markers_of_items_that_stand_under_their_lead_in()
    {
        var document = new PdfFile()
            .Text(50, 60, "Bring these things:")
            .Text(60, 74, "1.").Text(75, 74, "a lamp with a battery that is full enough to last for the whole night,")
            .Text(75, 86, "or two of them")
            .Text(60, 98, "2.").Text(75, 98, "a rope")
            .Read();

        document.Outline().ShouldBe(
        [
            "Paragraph: Bring these things:",
            "Item1 [1.] <0: a lamp with a battery that is full enough to last for the whole night, or two of them",
            "Item1 [2.] <0: a rope",
        ]);
        document.Text.ShouldContain("1. a lamp");
    }

    [Fact]
    public void Running_headers_and_page_numbers_are_dropped_and_a_sentence_goes_on_across_pages()
    {
        var file = new PdfFile();
        foreach (var (page, topic) in ((string[])["water", "roads", "schools", "parks", "harbours", "markets"]).Index())
        {
            file = (page == 0 ? file : file.NewPage()).Text(50, 40, $"Annual report, part {page + 1}").Text(290, 800, $"{page + 1}")
                .Lines(50, 100, $"the page on {topic} has its own words and {topic} in its last line which runs", $"until it ends on another page than the one on {topic} that it began on,");
        }

        var document = file.Read();

        document.Text.Split("Annual report").Length.ShouldBe(2, "it stays on the first page only");
        document.Blocks.Count.ShouldBe(2);
        document.Places.Select(place => place.Page).ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public void Facts_are_those_that_the_file_states()
    {
        var file = new PdfFile().Text(50, 60, "Words.");
        (file.Information.Title, file.Information.Author, file.Information.CreationDate) = ("The plan", "Ann Lee", "D:20240131120000Z");

        var document = file.Read();

        (document.Title, document.Published).ShouldBe(("The plan", "2024-01-31"));
        document.About["author"].ShouldBe("Ann Lee");
        document.About["pages"].ShouldBe("1");
    }

    [Fact]
    public void A_link_leads_from_its_words()
    {
        var file = new PdfFile().Text(50, 60, "See the handbook for more.");
        file.Page.AddLink("https://example.org/handbook", new PdfRectangle(70, PdfFile.Height - 62, 127, PdfFile.Height - 50));

        var document = file.Read();

        var link = document.Links.ShouldHaveSingleItem();
        document.Text.Substring(link.Start, link.Length).ShouldBe("the handbook");
        link.Target.ShouldBe("https://example.org/handbook");
    }

    [Fact]
    public void Text_that_nobody_sees_is_hidden()
    {
        var file = new PdfFile().Text(50, 60, "Seen by everybody.").Text(50, 300, "tiny instruction", size: 0.8).Text(900, 320, "beside the page");
        file.Page.SetTextAndFillColor(255, 255, 255);
        file.Text(50, 340, "white on white");
        file.Page.SetTextRenderingMode(TextRenderingMode.Neither);
        file.Page.SetTextAndFillColor(0, 0, 0);
        file.Text(50, 360, "never drawn");

        var document = file.Read();

        document.Blocks.Where(block => !block.Hidden).Select(block => document.Text.Substring(block.Start, block.Length)).ShouldBe(["Seen by everybody."]);
        document.Blocks.Where(block => block.Hidden).Select(block => document.Text.Substring(block.Start, block.Length))
            .ShouldBe(["tiny instruction", "beside the page", "white on white", "never drawn"], ignoreOrder: true);
    }

    [Fact]
    public void White_text_on_a_dark_box_is_seen()
    {
        var file = new PdfFile();
        file.Page.SetTextAndFillColor(20, 20, 90);
        file.Page.DrawRectangle(new PdfPoint(40, PdfFile.Height - 70), 300, 30, fill: true);
        file.Page.SetTextAndFillColor(255, 255, 255);

        file.Text(50, 60, "A banner.").Read().Blocks.ShouldHaveSingleItem().Hidden.ShouldBeFalse();
    }

    [Fact]
    public void Right_to_left_text_is_read_in_its_order()
    {
        var document = Files.Read("a.pdf", RawPdf.Of([RawPdf.Stream(RawPdf.Show("CBA 42 FED", 100, 700))], objects: [RawPdf.HebrewFont]));

        document.Text.ShouldBe("\u05D3\u05D4\u05D5 42 \u05D0\u05D1\u05D2");
    }

    [Fact]
    public void Bold_type_that_is_drawn_twice_is_read_once()
    {
        var content = RawPdf.Show("Warning", 100, 700) + RawPdf.Show("Warning", 100.4, 700) + RawPdf.Show("hello", 100, 650);

        Files.Read("a.pdf", RawPdf.Of([RawPdf.Stream(content)])).Outline().ShouldBe(["Paragraph: Warning", "Paragraph: hello"]);
    }

    [Fact]
    public void What_is_filled_into_a_form_stands_beside_its_label()
    {
        var bytes = RawPdf.Of(
            [RawPdf.Stream(RawPdf.Show("Name:", 100, 700))],
            pageExtra: "/Annots[5 0 R]",
            catalogExtra: "/AcroForm<</Fields[5 0 R]>>",
            objects: [RawPdf.Font, "<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Ann Lee)/Rect[140 696 300 714]/P 6 0 R>>"]);

        Files.Read("a.pdf", bytes).Text.ShouldBe("Name: Ann Lee");
    }

    [Fact]
    public void Two_headings_that_ask_make_an_faq()
    {
        var document = new PdfFile()
            .Text(50, 60, "How do I start?", size: 14).Text(50, 80, "Press the green button.")
            .Text(50, 110, "How do I stop?", size: 14).Text(50, 130, "Press the red button.")
            .Read();

        document.Outline().ShouldBe(
            ["Question: How do I start?", "Paragraph <0: Press the green button.", "Question: How do I stop?", "Paragraph <2: Press the red button."]);
    }
}
