using ResearchBot.Core.Answering.Generation;

namespace ResearchBot.Tests.Answering.Generation;

public sealed class ModelTextTests
{
    [Theory]
    [InlineData("See https://evil.example/x for more.")]
    [InlineData("See www.evil.example now.")]
    [InlineData("It is at evil.com.")]
    [InlineData("Write to mailto:a@evil.example.")]
    [InlineData("Ask @everyone about it.")]
    [InlineData("Ask <@1234> about it.")]
    [InlineData("Ask <!channel> about it.")]
    [InlineData("Go to <#C123>.")]
    [InlineData("![x](data:image)")]
    [InlineData("It is [here](slack://x).")]
    [InlineData("<b>Bold</b> words.")]
    [InlineData("javascript:alert(1)")]
    [InlineData("&#60;script&#62;")]
    [InlineData("")]
    [InlineData("\u0007")]
    public void A_link_a_mention_or_markup_never_survives(string written) => ModelText.Clean(written).ShouldBeNull();

    [Theory]
    [InlineData("The bridge opened in 1932. [1]", "The bridge opened in 1932.")]
    [InlineData("The **bridge** opened【3†source】 in `1932`.", "The bridge opened in 1932.")]
    [InlineData("  Two\nlines. ", "Two lines.")]
    [InlineData("It cost $3.5 million, i.e. 20% more.", "It cost $3.5 million, i.e. 20% more.")]
    public void Plain_words_remain(string written, string text) => ModelText.Clean(written).ShouldBe(text);

    [Fact]
    public void A_very_long_statement_is_not_shown() => ModelText.Clean(new string('a', 601)).ShouldBeNull();
}
