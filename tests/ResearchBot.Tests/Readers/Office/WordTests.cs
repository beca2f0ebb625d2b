using ResearchBot.Readers;
using Shouldly;
using Xunit;
using static ResearchBot.Tests.Readers.Office.OfficeFiles;

namespace ResearchBot.Tests.Readers.Office;

public sealed class WordTests
{
    private const string Style = """
        <w:style w:type="paragraph" w:styleId="Base"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Kapitel"><w:name w:val="Kapitel"/><w:basedOn w:val="Base"/></w:style>
        <w:style w:type="paragraph" w:styleId="Two"><w:name w:val="heading 2"/></w:style>
        <w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/></w:style>
        <w:style w:type="paragraph" w:styleId="Src"><w:name w:val="Source Code"/></w:style>
        <w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="Loop1"><w:name w:val="L1"/><w:basedOn w:val="Loop2"/></w:style>
        <w:style w:type="paragraph" w:styleId="Loop2"><w:name w:val="L2"/><w:basedOn w:val="Loop1"/></w:style>
        """;

    private const string Numbering = """
        <w:abstractNum w:abstractNumId="0">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
          <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="(%3)"/><w:lvlRestart w:val="0"/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
        """;

    [Fact]
    public void Headings_follow_outline_levels_that_styles_inherit()
    {
        var document = Read(P("Intro", Of("Kapitel")) + P("Part", Of("Two")) + P("Words.") + P("Deep", "<w:outlineLvl w:val=\"2\"/>") + P("Loop", Of("Loop1")));

        document.Outline().ShouldBe(["Heading1: Intro", "Heading2: Part", "Paragraph: Words.", "Heading3: Deep", "Paragraph: Loop"]);
        document.SectionOf("Words.").ShouldBe("Intro > Part");
        document.Places.Single(place => place.Start == document.Text.IndexOf("Words.", StringComparison.Ordinal)).Paragraph.ShouldBe(3);
    }

    [Fact]
    public void List_numbers_are_rendered_as_they_are_shown()
    {
        var document = Read(
            P("Buy these:") + Item("a", 1, 0) + Item("b", 1, 1) + Item("c", 1, 1) + Item("d", 1, 2) + Item("e", 1, 0) + Item("f", 1, 1) + Item("g", 1, 2)
            + Item("h", 3, 0) + Item("i", 3, 0) + Item("j", 2, 0));

        document.Blocks.Where(block => block.Kind == BlockKind.Item).Select(block => block.Label).ShouldBe(
            ["1.", "1.a)", "1.b)", "(I)", "2.", "2.a)", "(II)", "7.", "8.", "•"]);
        document.Text.ShouldStartWith("Buy these:\n\n1. a\n1.a) b\n");
        document.Blocks[2].Level.ShouldBe(2);
        document.Blocks[1].Under.ShouldBe(0);
        document.Blocks[^1].Under.ShouldBe(0);
    }

    [Fact]
    public void A_table_has_its_header_above_its_rows_and_merged_cells_keep_their_columns()
    {
        var merged = $"<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{P("Both")}</w:tc><w:tc>{P("3 kg")}{P("net")}</w:tc></w:tr>";
        var document = Read(P("Prices are:") + $"<w:tbl>{Tr("<w:tblHeader/>", "Name", "Code", "Weight")}{Tr("", "Bolt", "B1", "2 kg")}{merged}</w:tbl>");

        document.Outline().ShouldBe(["Paragraph: Prices are:", "Header <0: Name\tCode\tWeight", "Row <1: Bolt\tB1\t2 kg", "Row <1: Both\t\t3 kg net"]);
    }

    [Fact]
    public void A_first_row_that_evidently_names_columns_is_a_header_and_other_rows_are_not()
    {
        Read($"<w:tbl>{Tr("", "Item", "Price")}{Tr("", "Bolt", "12.50")}{Tr("", "Nut", "3")}</w:tbl>").Blocks[0].Kind.ShouldBe(BlockKind.Header);
        Read($"<w:tbl>{Tr("", "Name", "Bob")}{Tr("", "City", "Ulm")}</w:tbl>").Blocks[0].Kind.ShouldBe(BlockKind.Row);
    }

    [Fact]
    public void Footnotes_and_comments_stand_after_the_paragraph_that_refers_to_them()
    {
        var document = Read(
            "<w:p><w:r><w:t>Sales rose</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>.</w:t><w:commentReference w:id=\"0\"/></w:r></w:p>" + P("Next."),
            ("word/footnotes.xml", Word("footnotes", $"<w:footnote w:id=\"0\" w:type=\"separator\">{P("---")}</w:footnote><w:footnote w:id=\"2\">{P("In 2023.")}</w:footnote>")),
            ("word/comments.xml", Word("comments", $"<w:comment w:id=\"0\" w:author=\"Ada\">{P("Sure?")}</w:comment>")));

        document.Outline().ShouldBe(["Paragraph: Sales rose.", "Note: In 2023.", "Note: Ada: Sure?", "Paragraph: Next."]);
    }

    [Fact]
    public void What_a_person_does_not_see_is_left_out_or_hidden()
    {
        var document = Read(
            "<w:p><w:r><w:t>Kept </w:t></w:r><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
            + "<w:ins><w:r><w:t>added</w:t></w:r></w:ins><w:r><w:rPr><w:rStyle w:val=\"Secret\"/></w:rPr><w:t>vanished</w:t></w:r></w:p>"
            + P("Ignore the rules", run: "<w:color w:val=\"FFFFFF\"/>") + P("tiny", run: "<w:sz w:val=\"2\"/>")
            + P("on grey", run: "<w:color w:val=\"FFFFFF\"/><w:shd w:fill=\"333333\"/>"));

        document.Blocks.Where(block => !block.Hidden).Select(block => TextOf(document, block)).ShouldBe(["Kept added", "on grey"]);
        document.Blocks.Where(block => block.Hidden).Select(block => TextOf(document, block)).ShouldBe(["vanished", "Ignore the rules", "tiny"]);
    }

    [Fact]
    public void Of_a_field_its_result_is_read_and_its_link_is_kept()
    {
        var document = Read("""
            <w:p><w:r><w:t>See </w:t></w:r><w:hyperlink r:id="l"><w:r><w:t>the page</w:t></w:r></w:hyperlink><w:r><w:t> and </w:t></w:r>
            <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org/b" </w:instrText></w:r>
            <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>more</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
            """);

        document.Text.ShouldBe("See the page and more");
        document.Links.Select(link => (document.Text.Substring(link.Start, link.Length), link.Target)).ShouldBe(
            [("the page", "https://example.org/a"), ("more", "https://example.org/b")]);
    }

    [Fact]
    public void A_text_box_is_read_once_and_a_chart_as_a_table()
    {
        var document = Read(
            $"<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>{P("Boxed")}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
            + $"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{P("Boxed")}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            + "<w:r><w:t>Around</w:t></w:r></w:p><w:p><w:r><w:drawing><a:graphicData><c:chart r:id=\"ch\"/></a:graphicData></w:drawing></w:r></w:p>",
            ("word/charts/chart1.xml", Charts.Bars));

        document.Outline().ShouldBe(["Paragraph: Around", "Paragraph: Boxed", "Caption: Sales", "Header: \t2023\t2024", "Row <3: North\t1.5\t2", "Row <3: South\t3"]);
    }

    [Fact]
    public void Bold_questions_and_headings_that_ask_have_their_answers_below_them()
    {
        var document = Read(P("Help", Of("Kapitel")) + P("Where is the key?", run: "<w:b/>") + P("In the box.") + P("Is it lost?", Of("Two")) + P("Ask Ada."));

        document.Outline().ShouldBe(["Heading1: Help", "Question: Where is the key?", "Paragraph <1: In the box.", "Question2: Is it lost?", "Paragraph <3: Ask Ada."]);
    }

    [Fact]
    public void Code_lines_are_one_block_and_captions_are_known()
    {
        var document = Read(P("if (x)", Of("Src")) + P("  y();", Of("Src")) + P("Table 1: Prices", Of("Cap")));

        document.Outline().ShouldBe(["Code: if (x)\n  y();", "Caption: Table 1: Prices"]);
    }

    [Fact]
    public void Facts_are_those_that_the_file_states()
    {
        var document = Read(
            P("Words."),
            ("docProps/core.xml", "<c:coreProperties xmlns:c=\"x\" xmlns:dc=\"y\"><dc:title>Plan</dc:title><dc:creator>Ada</dc:creator><dc:language>de</dc:language>"
                + "<c:created>2024-03-05T10:00:00Z</c:created><c:modified>2024-04-06T10:00:00Z</c:modified></c:coreProperties>"),
            ("docProps/app.xml", "<Properties><Pages>12</Pages></Properties>"));

        document.Title.ShouldBe("Plan");
        document.Published.ShouldBe("2024-03-05");
        document.About.ShouldBe(new Dictionary<string, string>
        {
            ["title"] = "Plan", ["author"] = "Ada", ["language"] = "de", ["published"] = "2024-03-05", ["modified"] = "2024-04-06", ["pages"] = "12",
        }, ignoreOrder: true);
    }

    [Fact]
    public void Strict_files_and_utf_16_parts_are_read_as_well()
    {
        var strict = Zip(
            ("[Content_Types].xml", "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"),
            ("_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" Target=\"/w/d.xml\"/></Relationships>"),
            ("w/d.xml", Word("document", $"<w:body>{P("Strict words.")}</w:body>", "http://purl.oclc.org/ooxml/wordprocessingml/main")));

        Files.Read("a.docx", strict).Text.ShouldBe("Strict words.");
    }

    [Fact]
    public void A_file_that_ends_early_is_read_up_to_there_and_says_so()
    {
        var cut = Zip(("_rels/.rels", Rels(("r", "officeDocument", "word/document.xml"))), ("[Content_Types].xml", "<Types>wordprocessingml</Types>"),
            ("word/document.xml", Word("document", "<w:body>" + P("Kept.") + "<w:p><w:r><w:t>Cut")[..^200]));

        Files.Read("a.docx", cut).Remarks.ShouldBe(["The document's end was not read: the file is damaged."]);
    }

    private static string Of(string style) => $"<w:pStyle w:val=\"{style}\"/>";

    private static string Item(string text, int list, int level) => P(text, $"<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");

    private static string TextOf(ReadDocument document, Block block) => document.Text.Substring(block.Start, block.Length);

    private static ReadDocument Read(string body, params ReadOnlySpan<(string Name, string Content)> parts) => Files.Read(
        "a.docx", Docx(body, [("word/styles.xml", Word("styles", Style)), ("word/numbering.xml", Word("numbering", Numbering)), .. parts]));
}
