using ResearchBot.Readers;

namespace ResearchBot.Tests.Readers;

public sealed class HtmlBlocksTests
{
    [Theory]
    [InlineData("<table><caption>Fees</caption><tr><th>Key<th>Value<tr><td>a<td>b</table>", "Caption: Fees", "Header: Key\tValue", "Row <1: a\tb")]
    [InlineData("<p>Fees:</p><table><tr><td>a<td>b</table>", "Paragraph: Fees:", "Row <0: a\tb")]
    [InlineData("<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>", "Row: a\t\tb", "Row: c\td\te")]
    [InlineData("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", "Row: a\tb", "Row: \tc")]
    [InlineData("<table><tr><th>k<tr><td><img alt=yes src=y></table>", "Header: k", "Row <0: yes")]
    [InlineData("<table><tr><td><ul><li>a<li>b</ul><td>c<br>d</table>", "Row: • a • b\tc d")]
    public void Tables_keep_header_columns_and_lead_in(string page, params string[] blocks) => Files.Read("a.html", page).Outline().ShouldBe(blocks);

    [Theory]
    [InlineData("<p>Bring:</p><ol start=3><li>a<li value=7>b<ul><li>c</ul></ol>", "Paragraph: Bring:", "Item1 [3.] <0: a", "Item1 [7.] <0: b", "Item2 [•] <2: c")]
    [InlineData("<ol type=a><li>x<li>y</ol><ol type=I><li>z</ol>", "Item1 [a.]: x", "Item1 [b.]: y", "Item1 [I.]: z")]
    [InlineData("<ul><li><p>a<p>b<pre>c</pre></ul>", "Item1 [•]: a", "Paragraph <0: b", "Code <0: c")]
    [InlineData("<dl><dt>T<dt>U<dd>one<dd>two</dl>", "Definition1 [T U]: T\nU\none\ntwo")]
    [InlineData("<dl><dt>Which cards?<dd>Blue.</dl><p>x", "Question: Which cards?", "Paragraph <0: Blue.", "Paragraph: x")]
    [InlineData("<blockquote><p>a<blockquote>b</blockquote></blockquote>", "Quote1: a", "Quote2: b")]
    [InlineData("<aside>a</aside><div class='admonition note'><p>b</div>", "Note: a", "Note: b")]
    [InlineData("<figure><img alt=x><figcaption>a</figcaption></figure>", "Caption: a")]
    [InlineData("<pre class='x'><code class='language-sh'>a\n  b</code></pre>", "Code [sh]: a\n  b")]
    [InlineData("<p>a<br>b<br><br>c", "Paragraph: a\nb", "Paragraph: c")]
    public void Lists_definitions_quotes_and_code_are_told_apart(string page, params string[] blocks) =>
        Files.Read("a.html", page).Outline().ShouldBe(blocks);

    [Theory]
    [InlineData("<h3>When?</h3><p>Soon.<p>Or later.<h3>Else</h3><p>x", "Question3: When?", "Paragraph <0: Soon.", "Paragraph <0: Or later.", "Heading3: Else", "Paragraph: x")]
    [InlineData("<p><b>When?</b><p>Soon.", "Question: When?", "Paragraph <0: Soon.")]
    [InlineData("<details><summary>More</summary>Soon.</details>x", "Paragraph: More", "Paragraph <0: Soon.", "Paragraph: x")]
    [InlineData("<div itemscope itemtype='https://schema.org/Question'><div itemprop=name>When?</div><p>Soon.</div>", "Question: When?", "Paragraph <0: Soon.")]
    public void A_question_holds_its_answer(string page, params string[] blocks) => Files.Read("a.html", page).Outline().ShouldBe(blocks);

    [Fact]
    public void Links_go_on_over_blocks()
    {
        var document = Files.Read("a.html", "<a href='/x'><p>one</p><p>two</p></a><p><a href='y'>three</a>");

        document.Links.Select(link => (document.Text.Substring(link.Start, link.Length), link.Target)).ShouldBe([("one", "/x"), ("two", "/x"), ("three", "y")]);
    }

    [Fact]
    public void The_article_of_a_web_page_keeps_its_lines_and_targets()
    {
        var paragraphs = string.Join('\n', Enumerable.Range(1, 12).Select(i =>
            $"<p>Paragraph {i} tells, at some length, how the kiln is fired, cooled and cleaned, with <a href=\"part/{i}\">every step</a>, as a potter would.</p>"));
        var menu = string.Concat(Enumerable.Repeat("<li><a href='/menu'>Menu entry that leads elsewhere</a></li>\n", 30));
        var document = Files.Read("a.html", $"<html><head><title>Kiln</title><script>x</script></head><body>\n<div class='menu'><ul>\n{menu}</ul></div>\n"
            + $"<div class='content'>\n{paragraphs}\n</div>\n<div class='footer'>All rights reserved.</div></body></html>");

        document.Text.ShouldNotContain("Menu entry");
        document.Text.ShouldContain("Paragraph 12 tells");
        document.LineOf("Paragraph 1 ").ShouldBe(35);
        document.LineOf("Paragraph 12 ").ShouldBe(46);
        document.Links[0].Target.ShouldBe("part/1");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("<select>")]
    [InlineData("<a>")]
    [InlineData("<p>x")]
    [InlineData("<li>x")]
    public async Task Many_elements_are_read_in_seconds(string part)
    {
        await Task.Yield();
        Files.Read("a.html", "<p>first</p>" + string.Concat(Enumerable.Repeat(part, 40_000))).Text.ShouldStartWith("first");
    }
}
