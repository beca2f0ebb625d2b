using ResearchBot.Readers;
using Shouldly;
using Xunit;
using static ResearchBot.Tests.Readers.Office.OfficeFiles;

namespace ResearchBot.Tests.Readers.Office;

public sealed class WorkbookTests
{
    [Fact]
    public void A_row_has_its_header_its_sheet_and_its_true_number()
    {
        var document = Files.Read("a.xlsx", Xlsx(
        [
            ("Prices", Data(Row(2, "Price list 2024"), Row(3, "Item", "Code", "Price"), Row(4, "Bolt", "", "12.5"), Row(7, "Other", "Table"), Row(8, "a", "1"))),
            ("Stock", Data(Row(1, "x", "y"))),
        ]));

        document.Outline().ShouldBe(
        [
            "Heading1: Prices", "Caption: Price list 2024", "Header: Item\tCode\tPrice", "Row <2: Bolt\t\t12.5", "Header: Other\tTable", "Row <4: a\t1",
            "Heading1: Stock", "Row: x\ty",
        ]);
        PlaceOf(document, "Bolt").ShouldBe(("Prices", 4));
        PlaceOf(document, "a\t1").ShouldBe(("Prices", 8));
        PlaceOf(document, "x\ty").ShouldBe(("Stock", 1));
    }

    [Fact]
    public void Every_row_of_a_long_sheet_keeps_its_number()
    {
        var random = new Random(7);
        var numbers = Enumerable.Range(1, 400).Where(_ => random.Next(5) > 0).ToList();
        var document = Files.Read("a.xlsx", Xlsx([("Long", Data([.. numbers.Select(number => Row(number, $"n{number}x", "b", "c"))]))]));

        numbers.ShouldAllBe(number => PlaceOf(document, $"n{number}x").Row == number);
    }

    [Theory]
    [InlineData("#,##0.00", "1234.5", "1,234.50")]
    [InlineData("0%", "0.257", "26%")]
    [InlineData("yyyy-mm-dd", "45356", "2024-03-05")]
    [InlineData("d/m/yy h:mm", "45356.75", "5/3/24 18:00")]
    [InlineData("h:mm AM/PM", "0.75", "6:00 PM")]
    [InlineData("[h]:mm", "1.5", "36:00")]
    [InlineData("mmmm d, yyyy", "45356", "March 5, 2024")]
    [InlineData("#,##0;(#,##0);&quot;none&quot;", "-1200", "(1,200)")]
    [InlineData("#,##0;(#,##0);&quot;none&quot;", "0", "none")]
    [InlineData("[$€-407] #,##0.00", "3", "€ 3.00")]
    [InlineData("0.00E+00", "12345.678", "1.23E+04")]
    [InlineData("# ?/?", "1.5", "1 1/2")]
    [InlineData("0,", "12345", "12")]
    [InlineData("000-00", "12345", "123-45")]
    [InlineData("[&lt;10]&quot;few&quot;;&quot;many&quot;", "12", "many")]
    [InlineData("0.0&quot; kg&quot;", "-2.25", "-2.3 kg")]
    [InlineData("General", "0.30000000000000004", "0.3")]
    [InlineData("@", "7", "7")]
    public void Numbers_are_written_as_they_are_shown(string format, string value, string shown)
    {
        var styles = Sheet("styleSheet", $"<numFmts><numFmt numFmtId=\"200\" formatCode=\"{format}\"/></numFmts><cellXfs><xf/><xf numFmtId=\"200\"/></cellXfs>");

        Files.Read("a.xlsx", Xlsx([("Sheet1", Data(Row(1, $"<c s=\"1\"><v>{value}</v></c>")))], ("xl/styles.xml", styles))).Text.ShouldBe(shown);
    }

    [Fact]
    public void Cells_of_every_kind_are_read()
    {
        var document = Files.Read("a.xlsx", Xlsx(
            [("Sheet1", Data(Row(1, "<c t=\"s\"><v>0</v></c>", "<c t=\"b\"><v>1</v></c>", "<c t=\"e\"><v>#DIV/0!</v></c>", "<c t=\"str\"><f>A1</f><v>made</v></c>", "<c><f>B1</f></c>")))],
            ("xl/sharedStrings.xml", Sheet("sst", "<si><r><t>Tokyo</t></r><r><t> 東京</t></r><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si>"))));

        document.Text.ShouldBe("Tokyo 東京\tTRUE\t#DIV/0!\tmade");
        document.Remarks.ShouldBe(["Some formulas have no stored result and were not read. Open the file in a spreadsheet program and save it again."]);
    }

    [Fact]
    public void Dates_of_1904_are_told_from_others()
    {
        var file = Zip(
            ("[Content_Types].xml", "<Types>spreadsheetml</Types>"), ("_rels/.rels", Rels(("r", "officeDocument", "xl/workbook.xml"))),
            ("xl/workbook.xml", Sheet("workbook", "<workbookPr date1904=\"1\"/><sheets><sheet name=\"Sheet1\" r:id=\"s\"/></sheets>")),
            ("xl/_rels/workbook.xml.rels", Rels(("s", "worksheet", "sheet.xml"), ("y", "styles", "styles.xml"))),
            ("xl/styles.xml", Sheet("styleSheet", "<cellXfs><xf numFmtId=\"14\"/></cellXfs>")),
            ("xl/sheet.xml", Sheet("worksheet", Data(Row(1, "<c s=\"0\"><v>0</v></c>")))));

        Files.Read("a.xlsx", file).Text.ShouldBe("01/01/1904");
    }

    [Fact]
    public void Hidden_sheets_rows_and_columns_are_hidden()
    {
        var document = Files.Read("a.xlsx", Xlsx(
        [
            ("Open", "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>" + Data(Row(1, "a", "secret", "c"), Row(2, "gone").Replace("<row", "<row hidden=\"1\"", StringComparison.Ordinal))),
            ("!Kept", Data(Row(1, "far"))),
        ]));

        document.Blocks.Where(block => !block.Hidden).Select(block => document.Text.Substring(block.Start, block.Length)).ShouldBe(["Open", "a\tc"]);
        document.Blocks.Where(block => block.Hidden).Select(block => document.Text.Substring(block.Start, block.Length)).ShouldBe(["secret", "gone", "Kept", "far"]);
    }

    [Fact]
    public void Comments_are_notes_with_their_author_at_their_row()
    {
        var document = Files.Read("a.xlsx", Xlsx(
            [("Sheet1", Data(Row(3, "x", "y")))],
            ("xl/worksheets/_rels/sheet1.xml.rels", Rels(("c", "comments", "../comments1.xml"))),
            ("xl/comments1.xml", Sheet("comments", "<authors><author>Ada</author></authors><commentList><comment ref=\"B3\" authorId=\"0\"><text><r><t>Check this</t></r></text></comment></commentList>"))));

        document.Outline().ShouldBe(["Row: x\ty", "Note: Ada: Check this"]);
        PlaceOf(document, "Check").ShouldBe(("Sheet1", 3));
    }

    [Fact]
    public void A_header_goes_on_after_one_blank_row_and_not_after_two()
    {
        var document = Files.Read("a.xlsx", Xlsx([("Sheet1", Data(
            Row(1, "Name", "Town", "Age"), Row(2, "Ada", "Ulm", "36"), Row(4, "Bob", "Bern", "40"), Row(7, "Cy", "Graz", "50")))]));

        document.Outline().ShouldBe(["Header: Name\tTown\tAge", "Row <0: Ada\tUlm\t36", "Row <0: Bob\tBern\t40", "Row: Cy\tGraz\t50"]);
    }

    private static string Data(params ReadOnlySpan<string> rows) => $"<sheetData>{string.Concat(rows)}</sheetData>";

    private static (string? Sheet, int? Row) PlaceOf(ReadDocument document, string words)
    {
        var at = document.Text.IndexOf(words, StringComparison.Ordinal);
        var mark = document.Places.Last(place => place.Start <= at);
        return (mark.Sheet, mark.Row + document.Text.AsSpan(mark.Start, at - mark.Start).Count('\n'));
    }
}
