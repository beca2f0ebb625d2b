using System.Diagnostics;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class HtmlNestingTests
{
    [Theory]
    [InlineData("<div>")]
    [InlineData("<span>")]
    [InlineData("<b><div></b>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<svg><td/><td>")]
    [InlineData("<ul><li>")]
    public void A_page_nested_100_000_deep_is_refused_quickly(string part)
    {
        var watch = Stopwatch.StartNew();
        var page = string.Concat(Enumerable.Repeat(part, 100_000)) + "x";

        Files.Refusal("a.html", page).ShouldBe("The page is nested too deeply.");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30)); // a second on a quiet machine; hours if each level copied the ones above
    }

    [Fact]
    public void Copies_of_unclosed_elements_are_counted()
    {
        var open = string.Concat(Enumerable.Range(0, 1500).Select(i => $"<b a{i}>"));
        Files.Refusal("a.html", "<p>" + open + string.Concat(Enumerable.Repeat("</p><p>x", 100_000)))
            .ShouldBe("The page is nested too deeply.");
    }

    [Fact]
    public void A_page_with_many_elements_and_unclosed_paragraphs_is_read()
    {
        var page = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<p>line {i} <br><li>item"));
        Files.Read("a.html", page).Places.Count.ShouldBe(40_000);
    }

    [Fact]
    public void A_page_1_500_deep_is_read() =>
        Files.Read("a.html", string.Concat(Enumerable.Repeat("<div>", 1500)) + "x").Text.ShouldBe("x");
}
