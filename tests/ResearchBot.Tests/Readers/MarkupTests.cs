using System.IO.Compression;
using System.Text;
using ResearchBot.Readers;

namespace ResearchBot.Tests.Readers;

public sealed class MarkupTests
{
    [Fact]
    public void Mdx_leaves_imports_expressions_and_tags_out_and_keeps_the_words_of_components()
    {
        var document = Files.Read("a.mdx", """
            import Tabs from '@theme/Tabs';
            export const meta = {
              title: 'x'
            };

            # Deploy

            <Note>Be **careful** {props.x}here.</Note>

            <Tabs>
              <TabItem value="l" label="Linux">

                  Run `a {b}`.

              </TabItem>
            </Tabs>

            <Accordion title="How do I cancel?">
            Ring us.
            </Accordion>

            {/* hidden */}
            a < b <Icon name="x"/> and {'said'}
            """);

        document.Outline().ShouldBe(
        [
            "Heading1: Deploy", "Note: Be careful here.", "Paragraph: Linux", "Paragraph: Run a {b}.", "Question: How do I cancel?",
            "Paragraph <4: Ring us.", "Paragraph: a < b and said",
        ]);
        document.LineOf("Run").ShouldBe(13);
        document.LineOf("said").ShouldBe(23);
    }

    [Fact]
    public void Restructured_text_shows_no_directive_and_no_role()
    {
        var document = Files.Read("a.rst", """
            =====
            Guide
            =====

            .. _start:

            Use :ref:`the guide <guide>`, ``code *x*``, `a site <https://a.example>`_ and |name|.

            .. |name| replace:: the product
            .. a comment

            Steps::

               run it

            1. First
            2. Second

               more

            .. warning:: Hot
               plate.

            .. csv-table:: Prices
               :header: "Meal", "Price"

               Soup, 4
               "Stew, hot", 7

            +------+-------+
            | Key  | Value |
            +======+=======+
            | a    | b     |
            +------+-------+

            ==== =====
            K    V
            ==== =====
            x    y
            ==== =====

            Term
               Its body.

            Sub
            ---

            .. code-block:: python

               print(1)
            """);

        document.Outline().ShouldBe(
        [
            "Heading1: Guide", "Paragraph: Use the guide, code *x*, a site and the product.", "Paragraph: Steps:", "Code <2: run it",
            "Item1 [1.]: First", "Item1 [2.]: Second", "Paragraph <5: more", "Note: Hot plate.", "Paragraph: Prices", "Header: Meal\tPrice", "Row <9: Soup\t4",
            "Row <9: Stew, hot\t7", "Header: Key\tValue", "Row <12: a\tb", "Header: K\tV", "Row <14: x\ty", "Definition1 [Term]: Term\nIts body.",
            "Heading2: Sub", "Code [python]: print(1)",
        ]);
        document.Title.ShouldBe("Guide");
        document.LineOf("Soup").ShouldBe(27);
        document.LineOf("a\tb").ShouldBe(33);
        document.LineOf("print").ShouldBe(50);
    }

    [Fact]
    public void Ascii_doc_shows_no_macro_and_no_attribute()
    {
        var document = Files.Read("a.adoc", """
            = Guide
            Ada Example <ada@a.example>
            :product: Kiln

            // a comment
            ifdef::x[]
            The {product} is *hot*, see https://a.example[the site] and <<part,this part>>.
            endif::[]

            NOTE: Read _this_.

            [[part]]
            == Part

            You need:

            * one
            ** two
            * [x] three

            term:: its body

            .Prices
            |===
            |Meal |Price

            |Soup
            |4
            |===

            [source,ruby]
            ----
            puts 1 # <1>
            ----
            <1> Says one
            """);

        document.Outline().ShouldBe(
        [
            "Heading1: Guide", "Paragraph: Ada Example <ada@a.example>", "Paragraph: The Kiln is hot, see the site and this part.", "Note: Read this.",
            "Heading2: Part", "Paragraph: You need:", "Item1 [•] <5: one", "Item2 [•] <6: two", "Item1 [☑] <5: three", "Definition1 [term] <8: term\nits body",
            "Paragraph: Prices", "Header: Meal\tPrice", "Row <11: Soup\t4", "Code [ruby]: puts 1", "Item1 [1.]: Says one",
        ]);
        document.About["author"].ShouldBe("Ada Example");
        document.LineOf("Soup").ShouldBe(27);
        document.LineOf("puts").ShouldBe(33);
    }

    [Fact]
    public void Org_shows_no_keyword_and_no_drawer()
    {
        var document = Files.Read("a.org", """
            #+TITLE: Guide
            #+AUTHOR: Ada Example
            #+OPTIONS: toc:nil
            * TODO Part :tag:
            :PROPERTIES:
            :ID: 1
            :END:
            Some *bold* and =code= with [[https://a.example][a site]].
            # hidden
            - one
              - two
            - [X] three
            | Meal | Price |
            |------+-------|
            | Soup | 4     |
            #+BEGIN_SRC sh
            run *it*
            #+END_SRC
            """);

        document.Outline().ShouldBe(
        [
            "Paragraph: Guide", "Heading1: TODO Part", "Paragraph: Some bold and code with a site.", "Item1 [•]: one", "Item2 [•] <3: two", "Item1 [☑]: three",
            "Header: Meal\tPrice", "Row <6: Soup\t4", "Code [sh]: run *it*",
        ]);
        document.Title.ShouldBe("Guide");
        document.About["author"].ShouldBe("Ada Example");
        document.LineOf("Soup").ShouldBe(15);
    }

    [Fact]
    public void A_book_is_read_in_its_order_under_the_titles_of_its_chapters()
    {
        var document = Files.Read("a.epub", Book(("one.xhtml", "<html><head><title/></head><body><a id=\"x\"/><p>First words.</p></body></html>"),
            ("two.xhtml", "<html><body><h2>Own title</h2><p>Second words.</p></body></html>")));

        document.Outline().ShouldBe(["Heading1: Chapter one", "Paragraph: First words.", "Heading2: Own title", "Paragraph: Second words."]);
        document.Title.ShouldBe("The book");
        document.About["author"].ShouldBe("Ada Example");
        document.Published.ShouldBe("2021-03-05");
        document.Places.ShouldAllBe(place => place.Line == null);
    }

    [Fact]
    public void A_chapter_that_cannot_be_read_is_named()
    {
        var document = Files.Read("a.epub", Book(("one.xhtml", "\0\0\0\u0001\u0002"), ("two.xhtml", "<p>Words.</p>")));

        document.Text.ShouldBe("Words.");
        document.Remarks.ShouldHaveSingleItem().ShouldStartWith("The chapter Chapter one was not read:");
    }

    [Fact]
    public void Plain_text_keeps_every_line_and_shows_evident_structure()
    {
        const string Text = "THE KIT LIST\n\nAbout\n=====\n\nThe kit holds:\n• a rope\n  of 40 metres\n• hooks\n\nx - y\n- a dash\n\n1. one\n2. two";
        var document = Files.Read("a.txt", Text);

        document.Outline().ShouldBe(
        [
            "Heading2: THE KIT LIST", "Heading1: About", "Paragraph: The kit holds:", "Item1 [•] <2: a rope\n  of 40 metres", "Item1 [•] <2: hooks",
            "Paragraph: x - y\n- a dash", "Item1 [1.]: one", "Item1 [2.]: two",
        ]);
        document.LineOf("hooks").ShouldBe(9);
        document.LineOf("two").ShouldBe(15);
    }

    [Theory]
    [InlineData("a\fb\nc", 2)]
    [InlineData("a\u2028b\u0085\nc", 2)]
    public void Only_line_ends_make_lines(string text, int line) => Files.Read("a.txt", text).LineOf("c").ShouldBe(line);

    private static byte[] Book(params (string Name, string Text)[] chapters)
    {
        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "mimetype", "application/epub+zip");
            Add(zip, "META-INF/container.xml", "<container><rootfiles><rootfile full-path=\"OPS/book.opf\"/></rootfiles></container>");
            Add(zip, "OPS/book.opf", $"""
                <package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
                <metadata><dc:title>The book</dc:title><dc:creator>Ada Example</dc:creator><dc:date>2021-03-05</dc:date></metadata>
                <manifest><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
                {string.Concat(chapters.Select((chapter, i) => $"<item id=\"c{i}\" href=\"text/{chapter.Name}\" media-type=\"application/xhtml+xml\"/>"))}
                </manifest><spine><itemref idref="nav"/>{string.Concat(chapters.Select((_, i) => $"<itemref idref=\"c{i}\"/>"))}</spine></package>
                """);
            Add(zip, "OPS/nav.xhtml", "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><nav><a href=\"text/one.xhtml\">Chapter one</a></nav></body></html>");
            foreach (var (name, text) in chapters)
            {
                Add(zip, "OPS/text/" + name, text);
            }
        }

        return memory.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
