using System.Text;
using ResearchBot.Readers;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class HtmlTextTests
{
    [Fact]
    public void Blocks_become_paragraphs_with_sections_and_the_lines_of_the_file()
    {
        var document = Files.Read("a.html", """
            <!doctype html>
            <html><head><title>Keys</title></head>
            <body>
            <h1
              class="x > y">Setup   of <em>keys</em></h1>
            <p>
               First line,
               second line.<br>After the break.
            </p>

            <!-- a
            comment -->
            <h2>Tokens</h2>
            Loose text
            <p>Last.</p>
            </body></html>
            """);

        document.Text.ShouldBe("Setup of keys\n\nFirst line, second line.\nAfter the break.\n\nTokens\n\nLoose text\n\nLast.");
        document.LineOf("Setup").ShouldBe(5);
        document.LineOf("First").ShouldBe(7);
        document.LineOf("After").ShouldBe(8);
        document.LineOf("Tokens").ShouldBe(13);
        document.LineOf("Loose").ShouldBe(14);
        document.LineOf("Last").ShouldBe(15);
        document.SectionOf("First").ShouldBe("Setup of keys");
        document.SectionOf("Last").ShouldBe("Setup of keys > Tokens");
        document.Places[0].Start.ShouldBe(0);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_are_right_in_code_lists_and_tables(string lineBreak)
    {
        var page = "<div>\n<pre>\n\none\n  two\n\nthree\n</pre><ul>\n<li>a</li>\n\n<li><p>b</p>\n<ul><li>c</li></ul></li></ul>\n"
            + "<table><tr><th>k</th>\n<th>v</th></tr>\n<tr><td>x</td><td></td><td>y\n<p>z</td></tr></table>\n<p>end</div>";
        var document = Files.Read("a.htm", page.Replace("\n", lineBreak, StringComparison.Ordinal));

        document.Text.ShouldBe("one\n  two\n\nthree\n\n• a\n• b\n  • c\n\nk\tv\nx\t\ty z\n\nend");
        document.LineOf("one").ShouldBe(4);
        document.LineOf("two").ShouldBe(5);
        document.LineOf("three").ShouldBe(7);
        document.LineOf("• a").ShouldBe(9);
        document.LineOf("• b").ShouldBe(11);
        document.LineOf("• c").ShouldBe(12);
        document.LineOf("k\t").ShouldBe(13);
        document.LineOf("x\t").ShouldBe(15);
        document.LineOf("end").ShouldBe(17);
    }

    [Theory]
    [InlineData("<script>bad</script>")]
    [InlineData("<style>bad</style>")]
    [InlineData("<noscript>bad</noscript>")]
    [InlineData("<template><p>bad</p></template>")]
    [InlineData("<svg><text>bad</text></svg>")]
    [InlineData("<nav>bad</nav>")]
    [InlineData("<!-- bad -->")]
    [InlineData("<p hidden>bad</p>")]
    [InlineData("<p aria-hidden='TRUE'>bad</p>")]
    [InlineData("<p style='DISPLAY: none !important'>bad</p>")]
    [InlineData("<p style='color:red;visibility:hidden'>bad</p>")]
    [InlineData("<p style='display:/**/none'>bad</p>")]
    [InlineData("<p style='opacity:0.0'>bad</p>")]
    [InlineData("<p style='font-size:1px'>bad</p>")]
    [InlineData("<p style='font-size:0'>bad</p>")]
    [InlineData("<p style='font-size:.01em'>bad</p>")]
    [InlineData("<div style='font-size:0'><div><p>bad</p></div></div>")]
    public void What_a_person_does_not_see_is_not_read(string part) =>
        Files.Read("a.html", $"<body><p>good</p>{part}<p>more</p></body>").Text.ShouldBe("good\n\nmore");

    [Theory]
    [InlineData("<p style='font-size:1em'>seen</p>")]
    [InlineData("<p style='font-size:12px;opacity:1'>seen</p>")]
    [InlineData("<p style='display:block' aria-hidden='false'>seen</p>")]
    [InlineData("<details><summary>seen</summary></details>")]
    public void What_a_person_sees_is_read(string part) => Files.Read("a.html", part).Text.ShouldBe("seen");

    [Fact]
    public void The_main_text_is_preferred_when_it_has_most_of_the_text()
    {
        var words = string.Concat(Enumerable.Repeat("word ", 100));
        Files.Read("a.html", $"<header>menu</header><div>promo</div><main><header><h1>Title</h1></header><p>{words}</p></main><footer>legal</footer>")
            .Text.ShouldBe($"Title\n\n{words.Trim()}");
    }

    [Fact]
    public void Boilerplate_falls_away_where_there_is_no_main_text() =>
        Files.Read("a.html", "<header>menu</header><p>This is the longer text of the page.</p><aside>ad</aside><form>mail</form><footer>legal</footer>")
            .Text.ShouldBe("This is the longer text of the page.");

    [Theory]
    [InlineData("<form><div><p>The whole page stands in a form.</p></div></form>", "The whole page stands in a form.")]
    [InlineData("<form><p>Most of the page stands in a form.</p></form><p>A note.</p>", "Most of the page stands in a form.\n\nA note.")]
    [InlineData("<nav>Only a menu</nav>", "Only a menu")]
    [InlineData("<article>short</article><p>But most of the words are outside.</p>", "short\n\nBut most of the words are outside.")]
    [InlineData("<article>one</article><article>two</article><article>six</article>", "one\n\ntwo\n\nsix")]
    public void The_text_is_never_lost(string page, string text) => Files.Read("a.html", page).Text.ShouldBe(text);

    [Fact]
    public void Lines_are_right_where_the_parser_moves_or_copies_elements()
    {
        var document = Files.Read("a.html", "<table>\n\n<tr><td>cell</td></tr>\n<div>moved</div></table>\n<p><i>one\n<p>two\n</i><p>three");

        document.LineOf("moved").ShouldBe(4);
        document.LineOf("cell").ShouldBe(3);
        document.LineOf("one").ShouldBe(5);
        document.LineOf("two").ShouldBe(6);
        document.LineOf("three").ShouldBe(7);
    }

    [Fact]
    public void A_layout_table_keeps_its_blocks() =>
        Files.Read("a.html", "<table><tr><td><h1>T</h1><p>a</p><p>b</p></td><td><table><tr><td>x</td><td>y</td></tr></table></td></tr></table>")
            .Text.ShouldBe("T\n\na\n\nb\n\nx\ty");

    [Fact]
    public void A_page_without_visible_text_is_refused() =>
        Files.Refusal("a.html", "<script>x</script><p hidden>y</p>").ShouldBe("The page has no text that a person can see.");

    [Theory]
    [InlineData("windows-1251", "Замена ключей")]
    [InlineData("shift_jis", "アクセストークンは三十日で失効します。")]
    [InlineData("iso-8859-1", "Gebühr")]
    public void A_declared_encoding_is_used(string encoding, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var declared = $"<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset={encoding}\"></head><p>{text}";
        Files.Read("a.html", Encoding.GetEncoding(encoding).GetBytes(declared)).Text.ShouldBe(text);
    }

    [Fact]
    public void Utf8_wins_over_a_false_declaration() =>
        Files.Read("a.html", "<meta charset='windows-1251'><p>Замена").Text.ShouldBe("Замена");
}
