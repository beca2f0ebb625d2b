using ResearchBot.Readers;
using Shouldly;
using Xunit;
using static ResearchBot.Tests.Readers.Office.OfficeFiles;

namespace ResearchBot.Tests.Readers.Office;

public sealed class OpenDocumentTests
{
    private const string Lists = """
        <text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
        <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="2"/></text:list-style>
        <style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
        <style:style style:name="B" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
        <style:style style:name="Off" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>
        <style:style style:name="Gone" style:family="table"><style:table-properties table:display="false"/></style:style>
        """;

    [Fact]
    public void A_text_keeps_headings_lists_tables_notes_and_comments()
    {
        var document = Read("odt", "text", """
            <text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>
            <text:h text:outline-level="1">Guide</text:h>
            <text:p>Steps:</text:p>
            <text:list text:style-name="L"><text:list-item><text:p>One</text:p><text:p>goes on</text:p>
              <text:list><text:list-item><text:p>Inner</text:p></text:list-item></text:list></text:list-item>
              <text:list-item><text:p>Two</text:p></text:list-item></text:list>
            <text:p>Fact<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Source.</text:p></text:note-body></text:note><text:s/>here,
              <text:a xlink:href="https://example.org/">there</text:a><text:span text:style-name="H"> secret</text:span><office:annotation><dc:creator>Ada</dc:creator><text:p>Why?</text:p></office:annotation></text:p>
            <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Name</text:p></table:table-cell><table:table-cell><text:p>Age</text:p></table:table-cell></table:table-row></table:table-header-rows>
              <table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Ada</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>
            """);

        document.Outline().ShouldBe(
        [
            "Heading1: Guide", "Paragraph: Steps:", "Item1 [1.] <1: One", "Paragraph <2: goes on", "Item2 [1.a)] <1: Inner", "Item1 [2.] <1: Two",
            "Paragraph: Fact here, there", "Paragraph: secret", "Note: Source.", "Note: Ada: Why?", "Header: Name\tAge", "Row <10: Ada",
        ]);
        document.Blocks[7].Hidden.ShouldBeTrue();
        document.Links.ShouldHaveSingleItem().Target.ShouldBe("https://example.org/");
        (document.Title, document.Published, document.About["author"], document.About["pages"]).ShouldBe(("Stated", "2024-03-05", "Ada", "3"));
    }

    [Fact]
    public void A_sheet_is_read_with_its_rows_numbers_although_rows_and_columns_are_repeated()
    {
        var document = Read("ods", "spreadsheet", """
            <table:table table:name="Data"><table:table-column table:number-columns-repeated="16384"/>
              <table:table-row><table:table-cell><text:p>Name</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"><text:p>1.5</text:p></table:table-cell>
                <table:table-cell table:number-columns-repeated="2147483647"/></table:table-row>
              <table:table-row table:number-rows-repeated="998"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
              <table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>late</text:p><office:annotation><text:p>odd</text:p></office:annotation></table:table-cell></table:table-row>
              <table:table-row table:visibility="collapse"><table:table-cell><text:p>folded</text:p></table:table-cell></table:table-row>
              <table:table-row table:number-rows-repeated="2147483647"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
            <table:table table:name="Old" table:style-name="Gone"><table:table-row><table:table-cell><text:p>old</text:p></table:table-cell></table:table-row></table:table>
            """);

        document.Outline().ShouldBe(["Heading1: Data", "Row: Name\t1.5\t1.5", "Row: \tlate", "Row: folded", "Note: odd", "Heading1: Old", "Row: old"]);
        document.Places.Last(place => place.Start <= document.Text.IndexOf("late", StringComparison.Ordinal)).Row.ShouldBe(1_000);
        document.Blocks.Select(block => block.Hidden).ShouldBe([false, false, false, true, false, true, true]);
    }

    [Fact]
    public void Slides_have_their_titles_items_and_notes()
    {
        var document = Read("odp", "presentation", """
            <draw:page><draw:frame><draw:text-box><text:list><text:list-item><text:p>Point</text:p></text:list-item></text:list></draw:text-box></draw:frame>
              <draw:frame presentation:class="title"><draw:text-box><text:p>Plan</text:p></draw:text-box></draw:frame>
              <presentation:notes><draw:frame><draw:text-box><text:p>Say it.</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>
            <draw:page draw:style-name="Off"><draw:frame><draw:text-box><text:p>Unseen</text:p></draw:text-box></draw:frame></draw:page>
            """);

        document.Outline().ShouldBe(["Heading1: Plan", "Item1 [•]: Point", "Note: Say it.", "Heading1: Unseen"]);
        document.Blocks[^1].Hidden.ShouldBeTrue();
        document.Places.Select(place => place.Slide).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_flat_file_is_read_as_a_packed_one()
    {
        var flat = OdfPart("document", "<office:meta><dc:title>Flat</dc:title></office:meta><office:body><office:text><text:p>Words.</text:p></office:text></office:body>");

        var document = Files.Read("a.fodt", flat);
        (document.Title, document.Text).ShouldBe(("Flat", "Words."));
    }

    [Fact]
    public void A_protected_file_says_so()
    {
        var file = Odf("text", "", manifest: "<file-entry><encryption-data/></file-entry>");

        Files.Refusal("a.odt", file).ShouldContain("protected with a password");
    }

    private static ReadDocument Read(string extension, string kind, string body) => Files.Read($"a.{extension}", Odf(kind, body, Lists));
}
