using ResearchBot.Readers;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class HtmlFactsTests
{
    [Fact]
    public void Head_facts_are_taken()
    {
        var document = Files.Read("a.html", """
            <head><title>Browser title</title>
            <meta property="og:title" content="Shared title"><meta property="og:site_name" content="The Gazette">
            <meta name="Author" content=" Ada
            Example "><meta property="article:published_time" content="2024-03-05T23:30:00+02:00"></head><p>Text
            """);

        document.Title.ShouldBe("Shared title");
        document.Published.ShouldBe("2024-03-05");
        document.About.ShouldBe(new Dictionary<string, string>
        {
            ["title"] = "Shared title", ["author"] = "Ada Example", ["outlet"] = "The Gazette", ["published"] = "2024-03-05",
        });
    }

    [Theory]
    [InlineData("<title> Keys\n and locks </title><h1>Other</h1>", "Keys and locks")]
    [InlineData("<h2>Two</h2><h1>One <b>bold</b></h1>", "One bold")]
    [InlineData("<svg><title>icon</title></svg><p>x", null)]
    public void The_title_is_the_first_that_is_stated(string page, string? title) =>
        Files.Read("a.html", page + "<p>Text").Title.ShouldBe(title);

    [Theory]
    [InlineData("<meta name='date' content='2024-03-05'>", "2024-03-05")]
    [InlineData("<meta name='DC.date' content='2024-03'>", "2024-03")]
    [InlineData("<meta name='citation_publication_date' content='2024/3/5'>", "2024-03-05")]
    [InlineData("<meta itemprop='datePublished' content='5 March 2024'>", "2024-03-05")]
    [InlineData("<meta name='date' content='Tue, 05 Mar 2024 10:00:00 GMT'>", "2024-03-05")]
    [InlineData("<script type='application/ld+json'>{\"a\":{\"datePublished\" : \"2024-03-05T10:00:00Z\"},}</script>", "2024-03-05")]
    [InlineData("<time pubdate datetime='2024-03-05'>today</time>", "2024-03-05")]
    [InlineData("<article><header><time datetime='2024-03-05 10:00'>x</time></header></article>", "2024-03-05")]
    [InlineData("<p>On <time datetime='2024-03-05'>March 5</time></p>", null)]
    [InlineData("<meta name='date' content='05/03/2024'>", null)]
    [InlineData("<meta name='date' content='2024-13-05'>", null)]
    [InlineData("<meta name='date' content='1709632800'>", null)]
    [InlineData("<p>Published in 2024</p>", null)]
    public void The_date_is_only_what_the_page_states(string part, string? published) =>
        Files.Read("a.html", part + "<p>Text").Published.ShouldBe(published);
}
