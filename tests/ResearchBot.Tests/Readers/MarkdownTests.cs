using ResearchBot.Readers;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class MarkdownTests
{
    [Fact]
    public void Front_matter_is_taken_off_and_its_lines_are_counted()
    {
        var document = Files.Read("a.md", """
            ---
            title: Key rotation
            about:
              author: Ada Example
              outlet: The Gazette
              published: 2024-03-05
            ---
            Intro

            # Setup

            ## Tokens
            Rotate monthly.
            """);

        document.Text.ShouldBe("Intro\n\nSetup\n\nTokens\n\nRotate monthly.");
        document.Title.ShouldBe("Key rotation");
        document.Published.ShouldBe("2024-03-05");
        document.About["author"].ShouldBe("Ada Example");
        document.About["outlet"].ShouldBe("The Gazette");
        document.LineOf("Intro").ShouldBe(8);
        document.LineOf("Rotate").ShouldBe(13);
        document.SectionOf("Intro").ShouldBeNull();
        document.SectionOf("Rotate").ShouldBe("Setup > Tokens");
    }

    [Fact]
    public void Headings_are_plain_text_and_code_is_none()
    {
        var document = Files.Read("a.md", "# The *first* `code` [link](http://x) &amp; more\n\n```\n# not one\n```\n\nSet\next\n---\n\n    # nor this\n");

        document.Title.ShouldBe("The first code link & more");
        document.Outline().ShouldBe(["Heading1: The first code link & more", "Code: # not one", "Heading2: Set ext", "Code: # nor this"]);
    }

    [Fact]
    public void A_heading_of_a_higher_level_closes_those_below()
    {
        var document = Files.Read("a.md", "### c\none\n# a\ntwo\n### d\nthree\n## b\nfour\n");

        document.SectionOf("one").ShouldBe("c");
        document.SectionOf("three").ShouldBe("a > d");
        document.SectionOf("four").ShouldBe("a > b");
    }

    [Theory]
    [InlineData("author: A\ndate: 2024-03-05T10:00:00Z", "2024-03-05")]
    [InlineData("date: March 2024", "2024-03")]
    [InlineData("published: 2024", "2024")]
    [InlineData("published: 03/04/2024", null)]
    [InlineData("published: soon", null)]
    [InlineData("published: ~", null)]
    [InlineData("date: [2024-03-05]", null)]
    public void A_date_is_read_as_stated_and_never_guessed(string yaml, string? published) =>
        Files.Read("a.md", $"---\n{yaml}\n---\nText\n").Published.ShouldBe(published);

    [Theory]
    [InlineData("---\nSome words\n---\nmore", "Some words\n\nmore")]
    [InlineData("--- \ntitle: x\n---\nmore", "title: x\n\nmore")]
    [InlineData("---\ntitle: never closed\n", "title: never closed")]
    [InlineData("\n---\ntitle: x\n---\nmore", "title: x\n\nmore")]
    public void What_is_no_front_matter_stays_in_the_text(string file, string text) => Files.Read("a.md", file).Text.ShouldBe(text);

    [Fact]
    public void Front_matter_may_end_with_dots_and_carriage_returns() =>
        Files.Read("a.md", "---\r\ntitle: x\r\n...\r\nText\r\n").Text.ShouldBe("Text");

    [Theory]
    [InlineData("title: Boats: a primer", "Boats: a primer")]
    [InlineData("title: [Draft] Ropes", "[Draft] Ropes")]
    [InlineData("title: @home", "@home")]
    [InlineData("title:\t\"Tabs\"\n\tauthor: X", "Tabs")]
    [InlineData("title: {{ page.title }}", null)]
    [InlineData("title: 'It's here'", "It's here")]
    [InlineData("title: Same\ntitle: Twice", "Same")]
    public void Front_matter_that_is_no_valid_yaml_is_read_line_by_line(string yaml, string? title)
    {
        var document = Files.Read("a.md", $"---\n{yaml}\n---\n\nText");

        document.Text.ShouldBe("Text");
        document.Title.ShouldBe(title);
        document.LineOf("Text").ShouldBe(yaml.Count(c => c == '\n') + 5);
    }

    [Fact]
    public void Aliases_are_not_followed()
    {
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"b{i}: &b{i} [*a,*a,*a,*a,*a,*a,*a,*a]\n"));

        Files.Read("a.md", $"---\n{bomb}title: *a\nauthor: Ada\n---\nText").About.ShouldBe(new Dictionary<string, string> { ["author"] = "Ada" });
    }

    [Fact]
    public void Deep_front_matter_is_refused() =>
        Files.Refusal("a.md", $"---\nx: {new string('[', 50_000)}\n---\nText").ShouldContain("nested deeper than 32");

    [Fact]
    public void Long_front_matter_is_refused() =>
        Files.Refusal("a.md", $"---\nx: {new string('a', 70_000)}\n---\nText").ShouldContain("longer than 65,536");

    [Fact]
    public void Deep_quotations_are_refused() =>
        Files.Refusal("a.md", new string('>', 100_000) + " x").ShouldBe("The quotations or lists are nested too deeply.");

    [Fact(Timeout = 20_000)]
    public async Task Many_reference_definitions_do_not_take_quadratic_time()
    {
        await Task.Yield();
        Files.Read("a.md", string.Concat(Enumerable.Repeat("[a]: b\n", 100_000)) + "\n# End\n").Text.ShouldBe("End");
    }
}
