using ResearchBot.Readers;

namespace ResearchBot.Tests.Readers;

public sealed class MarkdownBlocksTests
{
    [Theory]
    [InlineData("**Bold**, *slanted*, ***both***, `code *x*` and <b>tags</b>", "Bold, slanted, both, code *x* and tags")]
    [InlineData("A [link](https://a.example \"title\"), <https://b.example> and [ref][1]\n\n[1]: /x", "A link, https://b.example and ref")]
    [InlineData("A picture ![alt words](a.png) and <img src=b alt=more>", "A picture and")]
    [InlineData("~~Old.~~ New. <del>Gone</del><s>Too</s>", "New.")]
    [InlineData("H~2~O, 10<sup>3</sup> m<sup>2</sup>", "H2O, 10³ m2")]
    [InlineData("one\ntwo  \nthree\\\nfour", "one two\nthree\nfour")]
    [InlineData("\\*not\\* \\# a &amp; b &copy; &#35;", "*not* # a & b © #")]
    [InlineData("<!-- hidden -->seen<!-- hidden\nas well -->", "seen")]
    [InlineData("[//]: # (a comment)\nseen", "seen")]
    [InlineData("Title {#anchor}\n===\n\n## Two ## {: .class}", "Title\n\nTwo")]
    [InlineData("[Text](url){:target=\"_blank\"} and **x**{.red}", "Text and x")]
    [InlineData("{% include a.html %}\nHello {{ page.name }}{% if x %} world{% endif %}", "Hello world")]
    [InlineData("{{< tab \"Linux\" >}}\nRun it.\n{{< /tab >}}", "Linux Run it.")]
    [InlineData("`{{ kept }}` and `{% kept %}`", "{{ kept }} and {% kept %}")]
    [InlineData("[[Page]], [[Page|words]] and ==marked==", "Page, words and marked")]
    [InlineData("if a==b or c==d", "if a==b or c==d")]
    [InlineData("2**3 costs $5 or $6, std::chrono::x", "2**3 costs $5 or $6, std::chrono::x")]
    [InlineData("The area $a^2$:\n\n$$\na = b\n$$", "The area a^2:\n\na = b")]
    [InlineData("**Note:**text and **密钥：**每月", "Note:text and 密钥：每月")]
    [InlineData("see [words][nowhere] and a[1][2]", "see words and a[1][2]")]
    [InlineData("a {ref}`Title <target>` and {doc}`name`", "a Title and name")]
    [InlineData("Text[^1] more.\n\n[^1]: The note.", "Text[1] more.\n\n[1] The note.")]
    [InlineData("use <script> or <T> here", "use <script> or here")]
    [InlineData("*[HTML]: Hyper Text", "HTML: Hyper Text")]
    [InlineData("Line<br>break and <kbd>Ctrl</kbd>+<kbd>C</kbd>", "Line\nbreak and Ctrl+C")]
    [InlineData("---\n\ntext\n\n***", "text")]
    [InlineData("Name: Heron\nKey: marsh\n**Floor:** 3", "Name: Heron\nKey: marsh\nFloor: 3")]
    public void Only_what_a_person_sees_is_text(string markdown, string text) => Files.Read("a.md", markdown).Text.ShouldBe(text);

    [Fact]
    public void Lists_keep_their_lead_in_numbers_boxes_and_levels()
    {
        var document = Files.Read("a.md", "Bring these:\n\n- a lamp\n  - batteries\n- [x] gloves\n\n  warm ones\n\n7. seven\n8. eight\n");

        document.Outline().ShouldBe(
        [
            "Paragraph: Bring these:", "Item1 [•] <0: a lamp", "Item2 [•] <1: batteries", "Item1 [☑] <0: gloves", "Paragraph <3: warm ones",
            "Item1 [7.]: seven", "Item1 [8.]: eight",
        ]);
        document.Text.ShouldBe("Bring these:\n\n• a lamp\n  • batteries\n☑ gloves\n\nwarm ones\n\n7. seven\n8. eight");
        document.LineOf("warm").ShouldBe(7);
    }

    [Fact]
    public void Tables_have_a_header_and_rows_of_plain_cells()
    {
        var document = Files.Read("a.md", "Prices:\n\n| Meal | **Guests** |\n|---|--:|\n| Soup \\| bread | `4.20` |\n| Stew<br>hot | |\n");

        document.Outline().ShouldBe(["Paragraph: Prices:", "Header <0: Meal\tGuests", "Row <1: Soup | bread\t4.20", "Row <1: Stew hot"]);
        document.LineOf("Stew").ShouldBe(6);
    }

    [Fact]
    public void Code_is_verbatim_with_its_language_and_lead_in()
    {
        var document = Files.Read("a.md", "Run this:\n\n```bash\n\n  a **b**\n\n\tc <d>\n```\n\n- item\n\n      indented\n");

        document.Outline().ShouldBe(["Paragraph: Run this:", "Code [bash] <0:   a **b**\n\n\tc <d>", "Item1 [•]: item", "Code <2: indented"]);
        document.LineOf("c <d>").ShouldBe(7);
    }

    [Theory]
    [InlineData("## How long?\n\nTwo years.", "Question2: How long?", "Paragraph <0: Two years.")]
    [InlineData("**Who pays?**\n\nThe guest.", "Question: Who pays?", "Paragraph <0: The guest.")]
    [InlineData("Q: Is it stuck?\nA: Press.", "Question: Q: Is it stuck?", "Paragraph <0: A: Press.")]
    [InlineData("<details><summary>Why?</summary>\n\nSo.\n\n</details>", "Question: Why?", "Paragraph <0: So.")]
    [InlineData("??? question \"Why?\"\n    So.", "Question: Why?", "Note <0: So.")]
    public void A_question_holds_its_answer(string markdown, string question, string answer) =>
        Files.Read("a.md", markdown).Outline().ShouldBe([question, answer]);

    [Theory]
    [InlineData("!!! warning \"Hot\"\n    Do *not* touch.\n\nCold", "Note: Hot", "Note: Do not touch.", "Paragraph: Cold")]
    [InlineData(":::tip[Try]\nThis.\n:::\nThat", "Note: Try", "Note: This.", "Paragraph: That")]
    [InlineData("> [!NOTE]\n> Read.\n\nOn", "Note: Read.", "Paragraph: On")]
    [InlineData("> [!tip] Try\n> This.\n\nOn", "Quote1: Try\nThis.", "Paragraph: On")]
    [InlineData("> quoted\n> > twice", "Quote1: quoted", "Quote2: twice")]
    [InlineData("Term\n: Its body\n\nEnd", "Definition1 [Term]: Term\nIts body", "Paragraph: End")]
    public void Notes_quotes_and_definitions_are_told_apart(string markdown, params string[] blocks) =>
        Files.Read("a.md", markdown).Outline().ShouldBe(blocks);

    [Fact]
    public void Html_within_markdown_is_read_as_a_browser_shows_it()
    {
        var document = Files.Read("a.md", "<table>\n<tr><th>Key</th>\n<th>Value</th></tr>\n<tr><td>a</td><td>\n\n**b**\n\n</td></tr>\n</table>\n\n<div align=center>\n\n# Title\n\n</div>");

        document.Outline().ShouldBe(["Header: Key\tValue", "Row <0: a\tb", "Heading1: Title"]);
        document.LineOf("b").ShouldBe(6);
    }

    [Fact]
    public void Links_lead_to_their_targets()
    {
        var document = Files.Read("a.md", "See [the **guide**](docs/guide.md) or [home][h], www.a.example.\n\n[h]: https://h.example");

        document.Links.Select(link => (document.Text.Substring(link.Start, link.Length), link.Target)).ShouldBe(
            [("the guide", "docs/guide.md"), ("home", "https://h.example"), ("www.a.example", "http://www.a.example")]);
    }

    [Fact]
    public void Brackets_nested_beyond_reason_are_text() => Files.Read("a.md", new string('[', 100_000) + " x").Text.ShouldEndWith("x");

    [Theory(Timeout = 30_000)]
    [InlineData("# a\n")]
    [InlineData("- a\n")]
    [InlineData("a\n: b\n\n")]
    [InlineData("\t")]
    [InlineData("*a ")]
    public async Task Many_elements_do_not_take_quadratic_time(string part)
    {
        await Task.Yield();
        Files.Read("a.md", string.Concat(Enumerable.Repeat(part, 30_000)) + "\n\nEnd").Text.ShouldEndWith("End");
    }
}
